/** Findings about single allocations. */
import type { AuditedAllocation } from "./audited.js";
import type { Books } from "./books.js";
import type { Subject } from "./findings.js";

/** Whom a finding about an allocation is about. */
export const whom = ({ prover, shard }: AuditedAllocation): Subject => ({ prover: prover.prover, shard: shard.shard });

/** Notes a finding unless the rule allows what is written. */
export function must(
  books: Books,
  allocation: AuditedAllocation,
  rule: string,
  allowed: boolean,
  written: string,
): void {
  if (allowed) return;
  const { status, joinFrame, leaveFrame } = allocation;
  const since = status === "leaving" ? leaveFrame : joinFrame;
  books.findings.add(
    rule,
    whom(allocation),
    `not in this frame, of an allocation that is ${status} since frame ${since}`,
    written,
  );
}
