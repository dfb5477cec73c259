/** Rows about allocations that move with the split or merge of their shard, and who has to. */
import { assignChildren } from "../../protocol/shard/split.js";
import type { AuditedAllocation, AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { committeeOf } from "./standing.js";
import { intoOne } from "./successors.js";

/** Notes who has to move where, for `moveAllocation` and `checkMoves`: allocations of a split part by part, all of a merge together. */
export function expectMoves(
  books: Books,
  shard: AuditedShard,
  filters: readonly string[],
  heirs: readonly AuditedShard[],
): void {
  const { moves, rules } = books;
  const isSplit = shard.changeInto !== intoOne;
  if (!isSplit && rules.mergeRule === "storage") return;
  const movers = isSplit
    ? moversOf(books, shard)
    : [...shard.allocations].filter(({ status }) => status !== "proposed");
  if (!isSplit) {
    for (const allocation of movers) moves.set(allocation, filters[0]);
    return;
  }
  const candidates = movers.map(({ prover: { address, seniority }, joinFrame, joinConfirmFrame }) => ({
    address,
    seniority,
    joinFrame,
    joinConfirmFrame,
  }));
  const bytes = filters.map((filter) => heirs.find((heir) => heir.filter === filter)?.bytes ?? 0);
  assignChildren(candidates, filters, rules.splitMembership, bytes).forEach((child, k) => {
    if (child !== null) moves.set(movers[k], filters[child]);
  });
}

/** Who goes to a part: the active ones, or where members are dealt the committee, if there is any. */
const moversOf = (books: Books, shard: AuditedShard): readonly AuditedAllocation[] =>
  books.rules.splitMembership === "roundRobin"
    ? committeeOf(books, shard)
    : [...shard.allocations].filter(({ status }) => status === "active");

/** An allocation moves with its shard's split or merge. */
export function moveAllocation(books: Books, allocation: AuditedAllocation, to: AuditedShard): void {
  books.findings.compare(
    "shard.assignChild",
    { prover: allocation.prover.prover, shard: to.shard },
    {
      what: "a move to",
      expected: books.moves.get(allocation) ?? "nowhere",
      written: to.filter,
    },
  );
  books.moves.delete(allocation);
  books.move(allocation, to);
}

/** Everybody who had to move has moved, or has lost the allocation; where members are dealt nobody is left on the parent. */
export function checkMoves({ findings, moves: left, shards, rules, frame }: Books): void {
  if (rules.splitMembership === "roundRobin") {
    for (const shard of shards.values()) {
      if (shard.goneFrame !== frame) continue;
      // Under the storage rule a merge changes the grid alone, and its members stay behind.
      if (rules.mergeRule === "storage" && shard.changeInto === intoOne) continue;
      for (const { prover, status } of shard.allocations) {
        if (status === "proposed") continue;
        findings.add("shard.dealMembers", { prover: prover.prover, shard: shard.shard }, "a historic place", status);
      }
    }
  }
  for (const [{ prover, shard, status }, filter] of left) {
    if (status === "left") continue;
    findings.add("shard.assignChild", { prover: prover.prover, shard: shard.shard }, `a move to ${filter}`, "none");
  }
  left.clear();
}
