/**
 * What operations wrote to provers themselves (`proverStatus: lastOperation`): who is in no committee, which balances joins set to zero,
 * and that one filter of a reject counts.
 */
import { servesByOwnStatus } from "../../protocol/lifecycle/membership.js";
import type { StoredStatus } from "../../protocol/lifecycle/status.js";
import type { AuditedAllocation, AuditedProver } from "./audited.js";
import type { Books } from "./books.js";
import type { MissingFrames } from "./missing-frames.js";
import { nextConfirmation } from "./registrations.js";
import { payUntil, wasAway } from "./shard-pay.js";
import { isInCommittee } from "./standing.js";

const rule = "lifecycle.transition";

/** Whether committees take a prover, as far as its own status goes. */
const takesIn = ({ rules }: Books, { ownStatus }: AuditedProver): boolean => servesByOwnStatus(ownStatus, rules);

/** An operation has left an allocation of the prover with this status. */
export function writes(books: Books, prover: AuditedProver, status: StoredStatus): void {
  const wasTaken = takesIn(books, prover);
  prover.ownStatus = status;
  prover.ownStatusFrame = books.frame;
  if (takesIn(books, prover)) books.outsiders.delete(prover);
  else books.outsiders.add(prover);
  if (takesIn(books, prover) !== wasTaken) books.touchShardsOf(prover);
  if (books.rules.proverStatus === "aggregate" || !takesIn(books, prover)) return;
  // Whoever comes back could not take part before, even where it goes again with this frame.
  for (const allocation of prover.allocations.values())
    if (
      !allocation.isInCommittee &&
      isInCommittee(books, allocation, books.frame) &&
      !wasAway(books, allocation, books.frame)
    )
      allocation.lastActive = Math.max(allocation.lastActive, books.frame);
}

/** A row that only says what an operation has done: it must have. */
export function isOut(books: Books, prover: AuditedProver): void {
  if (takesIn(books, prover)) books.findings.add(rule, prover, "in its committees", "out of its committees");
}

/** By an operation that left an allocation active, of which a row stands before; or by a confirmation that is heard with this frame. */
export function isBack(books: Books, prover: AuditedProver): void {
  if (takesIn(books, prover)) return;
  if (!isConfirmed(books, prover)) books.findings.add(rule, prover, "out of its committees", "back in its committees");
  writes(books, prover, "active");
}

/** Provers of whom a confirmation was heard with this frame, and who are out of their committees still. */
export function checkOutsiders(books: Books): void {
  for (const prover of books.outsiders)
    if (prover.ownStatusFrame < books.frame && isConfirmed(books, prover))
      books.findings.add(rule, prover, "back in its committees", "nothing");
}

/** Whether one of its active allocations is confirmed anew with this frame. */
function isConfirmed(books: Books, prover: AuditedProver): boolean {
  const { frame, rules } = books;
  if (!prover.online || rules.lifecycle !== "epoch") return false;
  return [...prover.allocations.values()].some(
    (allocation) => allocation.status === "active" && nextConfirmation(books, allocation, frame - 1) === frame,
  );
}

/** A join sets the balance to zero, with what was earned before this frame. */
export function zeroBalance(books: Books, prover: AuditedProver, missing: MissingFrames): void {
  if (books.rules.proverStatus === "aggregate") return;
  // Among the shards that changed with this frame are those that the prover has just lost.
  const shards = new Set([...books.shardsOf(prover), ...books.touched]);
  for (const shard of shards)
    if (shard.committee.some((member) => member.prover === prover)) payUntil(books, shard, missing, books.frame);
  prover.zeroedUnits += prover.rewardUnits;
  prover.rewardUnits = 0n;
}

/** The row that says so. */
export function isZeroed({ findings }: Books, prover: AuditedProver): void {
  if (prover.zeroedUnits === 0n) findings.add(rule, prover, "no join that sets it to zero", "balance set to zero");
}

/** A join or leave was taken back: one filter of such a message counts, and a node sends one of each kind in a frame at most. */
export function rejects(books: Books, { prover }: AuditedAllocation, of: "joining" | "leaving"): void {
  if (books.rules.proverStatus === "aggregate") return;
  const key = `${of} ${prover.prover}`;
  if (books.rejected.has(key))
    books.findings.add("lifecycle.rejectTiming", prover, "one filter of its reject", "another");
  books.rejected.add(key);
}
