/** How an allocation stands at a frame, by the rules of the lifecycle alone. */
import { effectiveStatus, effectiveStatusFrames } from "../../protocol/lifecycle/effective-status.js";
import { countsInCommittee, servesByOwnStatus } from "../../protocol/lifecycle/membership.js";
import type { Allocation, EffectiveStatus } from "../../protocol/lifecycle/status.js";
import type { AuditedAllocation, AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { recordedEpoch } from "./registrations.js";

/** The allocation as the rules take it; a join that is on its way is no allocation yet. */
function storedAllocation(
  books: Books,
  allocation: AuditedAllocation,
  frame: number,
): (Allocation & { readonly pauseFrame: number }) | null {
  const { status, joinFrame, joinConfirmFrame, leaveFrame, leaveConfirmFrame, pauseFrame } = allocation;
  if (status === "proposed") return null;
  const { filter } = allocation.shard;
  const epoch = recordedEpoch(books, allocation, frame);
  return { status, filter, joinFrame, joinConfirmFrame, leaveFrame, leaveConfirmFrame, pauseFrame, epoch };
}

/** Effective status; null for a join that is on its way. */
export function effectiveOf(books: Books, allocation: AuditedAllocation, frame: number): EffectiveStatus | null {
  const { rules, history } = books;
  const stored = storedAllocation(books, allocation, frame);
  if (stored === null) return null;
  return rules.lifecycle === "epoch"
    ? effectiveStatus(stored, frame, rules.epochFrames)
    : effectiveStatusFrames(stored, frame, history.enrolment);
}

/** Whether it belongs to its shard's committee (`committeeMembership`). */
export function isInCommittee(books: Books, allocation: AuditedAllocation, frame: number): boolean {
  const stored = storedAllocation(books, allocation, frame);
  const { ownStatus } = allocation.prover;
  return stored !== null && servesByOwnStatus(ownStatus, books.rules) && countsInCommittee(stored, frame, books.rules);
}

/** Who serves a shard at this moment; where nobody does by effective status, everyone who is active by the stored one stands in. */
export function committeeOf(books: Books, { allocations }: AuditedShard): readonly AuditedAllocation[] {
  const serving = [...allocations].filter((allocation) => isInCommittee(books, allocation, books.frame));
  if (serving.length > 0) return serving;
  return [...allocations].filter(
    ({ status, prover }) => status === "active" && servesByOwnStatus(prover.ownStatus, books.rules),
  );
}

/** Allocations of a shard with that stored status. */
export const countStatus = (allocations: Iterable<AuditedAllocation>, status: AuditedAllocation["status"]): number => {
  let count = 0;
  for (const allocation of allocations) if (allocation.status === status) count++;
  return count;
};
