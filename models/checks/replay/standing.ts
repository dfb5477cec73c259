/** How a place stands at a frame, by the rules of the lifecycle alone. */
import { effectiveStatus, effectiveStatusFrames } from "../../protocol/lifecycle/effective-status.js";
import { countsInCommittee } from "../../protocol/lifecycle/membership.js";
import type { Allocation, EffectiveStatus } from "../../protocol/lifecycle/status.js";
import type { AuditedPlace, Books } from "./books.js";
import { recordedEpoch } from "./registrations.js";

/** The place as the rules take it; a join that is on its way is no allocation yet. */
function allocationOf(
  books: Books,
  place: AuditedPlace,
  frame: number,
): (Allocation & { readonly pauseFrame: number }) | null {
  const { status, joinFrame, joinConfirmFrame, leaveFrame, leaveConfirmFrame, pauseFrame } = place;
  if (status === "proposed") return null;
  const { filter } = place.shard;
  const epoch = recordedEpoch(books, place, frame);
  return { status, filter, joinFrame, joinConfirmFrame, leaveFrame, leaveConfirmFrame, pauseFrame, epoch };
}

/** Effective status; null for a join that is on its way. */
export function effectiveOf(books: Books, place: AuditedPlace, frame: number): EffectiveStatus | null {
  const { rules, history } = books;
  const allocation = allocationOf(books, place, frame);
  if (allocation === null) return null;
  return rules.lifecycle === "epoch"
    ? effectiveStatus(allocation, frame, rules.epochFrames)
    : effectiveStatusFrames(allocation, frame, history.enrolment);
}

/** Whether it belongs to its shard's committee (`committeeMembership`). */
export function isMember(books: Books, place: AuditedPlace, frame: number): boolean {
  const allocation = allocationOf(books, place, frame);
  return allocation !== null && countsInCommittee(allocation, frame, books.rules);
}

/** Places of a shard with that stored status. */
export const countStatus = (places: Iterable<AuditedPlace>, status: AuditedPlace["status"]): number => {
  let count = 0;
  for (const place of places) if (place.status === status) count++;
  return count;
};
