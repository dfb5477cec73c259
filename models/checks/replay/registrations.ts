/**
 * Until when allocations are registered (epoch lifecycle). Every node looks in a phase of its own, which the log tells, and
 * confirms what is active and has to be confirmed by its rules; the confirmation arrives a frame later.
 */
import { epochNumber } from "../../protocol/clock/epoch.js";
import {
  lookFrames,
  lookFrom,
  type Looks,
  lookUpTo,
  nextRenewal,
  renewedEpoch,
} from "../../protocol/proposer/renewals.js";
import type { AuditedAllocation, AuditedProver } from "./audited.js";
import type { Books } from "./books.js";

const looksOf = ({ rules }: Books, { lookPhase }: AuditedProver): Looks => ({
  phase: lookPhase,
  period: lookFrames(rules),
});

/** Recorded epoch of an allocation at `frame`: the last one for which it is confirmed. */
export function recordedEpoch(books: Books, allocation: AuditedAllocation, frame: number): number {
  const { prover, status, epoch, activeSince } = allocation;
  if (status !== "active" || !prover.online || books.rules.lifecycle !== "epoch") return epoch;
  const renewed = { recorded: epoch, seenFrom: Math.max(prover.presenceSince, activeSince) };
  return renewedEpoch(renewed, frame, looksOf(books, prover), books.rules);
}

/** First frame after `frame` in which a confirmation of an active allocation is heard, whose node is online. */
export function nextConfirmation(
  books: Books,
  { prover, epoch, activeSince }: AuditedAllocation,
  frame: number,
): number {
  const renewed = { recorded: epoch, seenFrom: Math.max(prover.presenceSince, activeSince) };
  return nextRenewal(renewed, frame, looksOf(books, prover), books.rules);
}

/** Recorded epoch of an allocation that is there from the start: its node has long been online, and confirmed in its phase. */
export function startingEpoch(books: Books, { prover }: AuditedAllocation): number {
  const { epochFrames, lifecycle, reconfirm } = books.rules;
  const { first } = books.scenario.frames;
  if (lifecycle !== "epoch") return 0;
  const current = epochNumber(first, epochFrames);
  if (reconfirm === "whenExpired") return current + ((current + prover.renewalParity) % 2);
  const arrived = lookUpTo(first, looksOf(books, prover)) + 1;
  return Math.max(current, arrived < 0 ? 0 : epochNumber(arrived, epochFrames) + 1);
}

/** Writes down for what an allocation is confirmed, before its status or the presence of its node changes. */
export function settleEpoch(books: Books, allocation: AuditedAllocation): void {
  allocation.epoch = recordedEpoch(books, allocation, books.frame);
}

/** First frame after this one in which a confirmation of the node arrives. */
export const nextArrival = (books: Books, prover: AuditedProver): number =>
  lookFrom(books.frame, looksOf(books, prover)) + 1;
