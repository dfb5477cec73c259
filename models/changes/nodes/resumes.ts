/** What is on its way for paused allocations, and the resumes that nodes send. */
import type { Network } from "../network.js";
import { Status } from "../../state/allocations.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";

/** What a calendar carries: requests that arrive, a pause that may have lasted too long, a node that sends resumes. */
export const Due = { pause: 0, resume: 1, lapse: 2, sendResumes: 3 } as const;

/** A node that is back asks to resume what it has paused; a lost message is sent again after 10 frames. */
export function sendResumes(network: Network, prover: number, frame: number): void {
  const { world, calendars } = network;
  if (world.provers.online[prover] === 0) return;
  const { status } = world.allocations;
  const paused = world.allocationIndex.of(prover).filter((allocation) => status[allocation] === Status.paused);
  if (paused.length === 0) return;
  if (isLost(network, prover, Due.resume, frame)) {
    calendars.pauses.addPair(frame + nodeTiming.proposalTimeout, Due.sendResumes, prover);
    return;
  }
  for (const allocation of paused) calendars.pauses.addPair(frame + 1, Due.resume, allocation);
}

export function isLost({ scenario, draws }: Network, prover: number, kind: number, frame: number): boolean {
  return draws.nodes.purpose("pause loss").uniform(prover, 2 * frame + kind) < scenario.network.messageLoss;
}
