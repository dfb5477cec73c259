/** Which share of its proposals a node makes in vain, because they are lost or because they come too late. */
import { exp } from "../../../sim/units/portable-math.js";
import { regionPresets } from "../../../sim/network/region-presets.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import { pollEveryUs, voteRoundsOf } from "../../protocol/transport/flows.js";
import type { OperatorClass, Scenario } from "../../scenario/schema.js";
import { lineOfArchives, lineOfClass, regionPresetOf } from "../../scenario/wire.js";

/**
 * At message fidelity a node that proposes has heard the frame when archives had agreed on it (the proposal and rounds of votes), then at its next
 * question; its proposal is given up ten frames after that frame. So it is in vain if what jitter adds to its way, exponential, is longer than what is
 * left of the ten frames. Means of all regions; queues at archives are left out.
 */
export function shareInVain(
  scenario: Pick<Scenario, "fidelity" | "frames" | "network" | "operators" | "archives">,
  { transport }: Pick<RuleSwitches, "transport">,
  entry: OperatorClass,
): number {
  const { fidelity, network, frames } = scenario;
  if (fidelity !== "message") return network.messageLoss;
  const { latencyUs } = regionPresets.get(regionPresetOf(scenario))!;
  const betweenUs = latencyUs.reduce((sum, us) => sum + us, 0) / latencyUs.length;
  const [line, archives] = [lineOfClass(entry), lineOfArchives(scenario)];
  const jitterUs = network.jitter ?? 0;
  const roundUs = (1 + voteRoundsOf(transport)) * (betweenUs + 2 * archives.accessUs + jitterUs);
  const wayUs = betweenUs + archives.accessUs + line.accessUs;
  const leftUs = nodeTiming.proposalTimeout * frames.pace - roundUs - pollEveryUs / 2 - (wayUs + jitterUs) - wayUs;
  const late = leftUs <= 0 ? 1 : jitterUs === 0 ? 0 : exp(-leftUs / jitterUs);
  return 1 - (1 - late) * (1 - line.lossShare) * (1 - archives.lossShare);
}
