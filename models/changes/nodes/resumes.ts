/** Resumes that nodes send for their paused allocations. */
import { allMakers, Message, type MessagePort } from "../message-port.js";
import type { FrameSchedule } from "../network.js";
import { Status } from "../../state/allocations.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import { filterMessageBytes } from "../../protocol/transport/message-bytes.js";
import type { Logged } from "../../state/log/log-of.js";

/** What the inbox holds beside pauses and resumes: a pause that may have lasted too long, a node that sends resumes. */
export const Due = { lapse: -1, sendResumes: -2 } as const;

/** A node that is back asks to resume what it has paused; a lost message is sent again after 10 frames. */
export function sendResumes(network: Logged & FrameSchedule & MessagePort, prover: number, frame: number): void {
  const { world, calendars } = network;
  if (world.nodes.online[world.provers.node[prover]] === 0) return;
  const { status } = world.allocations;
  const paused = world.allocationIndex.of(prover).filter((allocation) => status[allocation] === Status.paused);
  if (paused.length === 0) return;
  if (!network.send(Message.resume, prover, allMakers, paused, filterMessageBytes(paused.length)))
    calendars.pauses.addPair(frame + nodeTiming.proposalTimeout, Due.sendResumes, prover);
}
