import type { AuditedPlace, Books } from "./books.js";
import { dueOf } from "./place-rows.js";

/** Requests that lapse, and leaves that take effect, by the frame in which they must be over. */
export class DueRequests {
  readonly #due = new Map<number, Set<AuditedPlace>>();

  note(books: Books, place: AuditedPlace): void {
    const frame = dueOf(books, place);
    if (frame === Number.POSITIVE_INFINITY) return;
    const due = this.#due.get(frame);
    if (due === undefined) this.#due.set(frame, new Set([place]));
    else due.add(place);
  }

  has(frame: number): boolean {
    return this.#due.has(frame);
  }

  /** Nothing that was due in this frame is still there. */
  check(books: Books): void {
    const { findings, frame } = books;
    for (const place of this.#due.get(frame) ?? []) {
      const { status, prover, shard } = place;
      if (status === "left" || status === "active" || dueOf(books, place) > frame) continue;
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
