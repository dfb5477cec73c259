/**
 * Until when allocations are registered (epoch lifecycle). Every node looks in a phase of its own, which the log tells, and
 * confirms what is active and has run out or will; the confirmation arrives a frame later.
 */
import { epochNumber } from "../../protocol/lifecycle/epoch.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import type { AuditedAllocation, AuditedProver, Books } from "./books.js";

/** Last frame up to `frame` in which a confirmation of the node arrives. */
function lastArrival({ rules }: Books, { lookPhase }: AuditedProver, frame: number): number {
  const period = Math.min(nodeTiming.reconfirm, rules.epochFrames);
  return frame - ((((frame - 1 - lookPhase) % period) + period) % period);
}

/** Recorded epoch of an allocation at `frame`: the last one for which it is confirmed. */
export function recordedEpoch(books: Books, allocation: AuditedAllocation, frame: number): number {
  const { prover, status, epoch, activeSince } = allocation;
  if (status !== "active" || !prover.online || books.rules.lifecycle !== "epoch") return epoch;
  const arrived = lastArrival(books, prover, frame);
  const isSeen = arrived - 1 >= Math.max(prover.presenceSince, activeSince);
  return isSeen ? Math.max(epoch, epochNumber(arrived, books.rules.epochFrames) + 1) : epoch;
}

/** Recorded epoch of an allocation that is there from the start: its node has long been online, and confirmed in its phase. */
export function startingEpoch(books: Books, { prover }: AuditedAllocation): number {
  const { epochFrames, lifecycle } = books.rules;
  const { first } = books.scenario.frames;
  if (lifecycle !== "epoch") return 0;
  const arrived = lastArrival(books, prover, first);
  const confirmed = arrived < 0 ? 0 : epochNumber(arrived, epochFrames) + 1;
  return Math.max(epochNumber(first, epochFrames), confirmed);
}

/** Writes down for what an allocation is confirmed, before its status or the presence of its node changes. */
export function settleEpoch(books: Books, allocation: AuditedAllocation): void {
  allocation.epoch = recordedEpoch(books, allocation, books.frame);
}

/** First frame after this one in which a confirmation of the node arrives. */
export const nextArrival = (books: Books, prover: AuditedProver): number =>
  lastArrival(books, prover, books.frame) + Math.min(nodeTiming.reconfirm, books.rules.epochFrames);
