import type { AuditedAllocation, Books } from "./books.js";
import { dueOf } from "./allocation-rows.js";

/** Requests that lapse, and leaves that take effect, by the frame in which they must be over. */
export class DueRequests {
  readonly #due = new Map<number, Set<AuditedAllocation>>();

  note(books: Books, allocation: AuditedAllocation): void {
    const frame = dueOf(books, allocation);
    if (frame === Number.POSITIVE_INFINITY) return;
    const due = this.#due.get(frame);
    if (due === undefined) this.#due.set(frame, new Set([allocation]));
    else due.add(allocation);
  }

  has(frame: number): boolean {
    return this.#due.has(frame);
  }

  /** Nothing that was due in this frame is still there. */
  check(books: Books): void {
    const { findings, frame } = books;
    for (const allocation of this.#due.get(frame) ?? []) {
      const { status, prover, shard } = allocation;
      if (status === "left" || status === "active" || dueOf(books, allocation) > frame) continue;
      findings.add(
        "lifecycle.effectiveStatus",
        { prover: prover.prover, shard: shard.shard },
        "is over in this frame",
        `still ${status}`,
      );
    }
    this.#due.delete(frame);
  }
}
