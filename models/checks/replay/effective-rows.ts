/** Rows about effective statuses that change by themselves, and that none of these is missing. */
import type { EffectiveStatus } from "../../protocol/lifecycle/status.js";
import { must, whom } from "./allocation-findings.js";
import type { AuditedAllocation, AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { recordedEpoch } from "./registrations.js";
import { effectiveOf } from "./standing.js";
import type { WrittenEvent } from "./written-run.js";

const changes: { readonly [what: string]: { readonly from: EffectiveStatus; readonly to: EffectiveStatus } } = {
  "takes effect": { from: "Joining", to: "Active" },
  expires: { from: "Active", to: "ExpiredEpoch" },
  "confirmed again": { from: "ExpiredEpoch", to: "Active" },
};

/**
 * An effective status that changes by itself: a join takes effect with the epoch after its confirmation, an allocation expires
 * that was not confirmed for the epoch which begins, and is confirmed again.
 */
export function changesOfItself(
  books: Books,
  allocation: AuditedAllocation,
  { rule, what, value }: WrittenEvent,
): void {
  const { from, to } = changes[what];
  const isRight =
    allocation.status === "active" &&
    allocation.effective === from &&
    effectiveOf(books, allocation, books.frame) === to;
  must(books, allocation, rule, isRight, what);
  if (!Number.isNaN(value)) {
    const expected = recordedEpoch(books, allocation, books.frame);
    books.findings.compare(rule, whom(allocation), { what: "confirmed for epoch", expected, written: value });
  }
  books.toldOf.add(allocation);
  books.touched.add(allocation.shard);
}

/** Notes how the allocations of a shard stand; what changed by itself in this frame the log must tell. */
export function noteEffective(books: Books, shard: AuditedShard): void {
  for (const allocation of shard.allocations) {
    const before = allocation.effective;
    allocation.effective = effectiveOf(books, allocation, books.frame);
    if (allocation.status !== "active" || books.toldOf.has(allocation) || allocation.activeSince === books.frame)
      continue;
    for (const [what, { from, to }] of Object.entries(changes)) {
      if (before === from && allocation.effective === to)
        books.findings.add("lifecycle.effectiveStatus", whom(allocation), what, "nothing");
    }
  }
}
