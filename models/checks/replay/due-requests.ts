import { nextEpochStart, requestLapses } from "../../protocol/lifecycle/request-windows.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import { whom } from "./allocation-findings.js";
import type { AuditedAllocation } from "./audited.js";
import type { Books } from "./books.js";

/** Frame at which a request lapses, or a leave takes effect, if nothing comes between; Infinity: nothing is due. */
export function dueOf(books: Books, allocation: AuditedAllocation): number {
  const { status, joinFrame, leaveFrame, leaveConfirmFrame, proposedFrame } = allocation;
  if (status === "proposed") return proposedFrame + nodeTiming.proposalTimeout;
  // What other windows find late is over when they come.
  const { windowsFrom } = books;
  if (status === "joining") {
    if (books.scenario.operators[allocation.prover.classIndex].answers === "stale") return Number.POSITIVE_INFINITY;
    // A join that waits from before the start lapses with the first frame at the earliest.
    return Math.max(requestLapses("joining", joinFrame, books), books.scenario.frames.first + 1, windowsFrom);
  }
  if (status !== "leaving") return Number.POSITIVE_INFINITY;
  if (leaveConfirmFrame > 0) return nextEpochStart(leaveConfirmFrame, books.rules);
  return Math.max(requestLapses("leaving", leaveFrame, books), windowsFrom);
}

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
      const { status } = allocation;
      if (status === "left" || status === "active" || dueOf(books, allocation) > frame) continue;
      findings.add("lifecycle.effectiveStatus", whom(allocation), "is over in this frame", `still ${status}`);
    }
    this.#due.delete(frame);
  }
}
