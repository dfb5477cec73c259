/** Old peer ids that operators bring into the simulated network, with a join or by a merge. */
import { RuleError } from "../../protocol/ground/rule.js";
import type { Network } from "../../changes/network.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import { changeSeniority } from "../../changes/seniority/change-seniority.js";
import { seniorityOnMerge } from "../../protocol/seniority/changes.js";
import { logOfProver } from "../../state/log/log-of.js";
import { notAsked, oldPeerPoints } from "../../changes/seniority/import-seniority.js";

/**
 * Merge requests that are due to be made, by nodes that are online, and those that arrive. One that is lost, or cannot
 * be made because the node is away, is tried again 10 frames later, the pace of the default node.
 */
export function mergeSeniorityDue(network: Network, frame: number): void {
  const { calendars, draws, scenario, world } = network;
  const due = calendars.seniorityMerges.take(frame);
  for (let k = 0; k < due.length; k += 2) {
    const prover = due[k];
    const requestFrame = due[k + 1];
    if (requestFrame !== notAsked) {
      merge(network, prover, frame - requestFrame);
      continue;
    }
    if (world.provers.gone[prover] === 1 || world.provers.kickFrame[prover] > 0) continue;
    const isLost = draws.nodes.purpose("merge loss").uniform(prover, frame) < scenario.network.messageLoss;
    if (world.provers.online[prover] === 1 && !isLost) calendars.seniorityMerges.addPair(frame + 1, prover, frame);
    else calendars.seniorityMerges.addPair(frame + nodeTiming.seniorityMerge, prover, notAsked);
  }
}

/** Applies a merge (`seniority.onMerge`); the old peer id is the operator's, and only its first node can use it. */
function merge(network: Network, prover: number, ageFrames: number): void {
  const { world } = network;
  const operator = world.provers.operator[prover];
  try {
    const points = seniorityOnMerge({
      existing: BigInt(world.provers.seniority[prover]),
      merge: oldPeerPoints(network, prover),
      targetAlreadySpent: world.operators.oldPeerSpent[operator] === 1,
      ageFrames,
    });
    world.operators.oldPeerSpent[operator] = 1;
    changeSeniority(network, prover, Number(points), "seniority.onMerge");
    logOfProver(network, prover)?.("seniority.onMerge", "merges an old peer id", "both seniorities add up");
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    logOfProver(network, prover)?.("seniority.onMerge", "merge refused", error.message);
  }
}
