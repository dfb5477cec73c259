/** Rows about allocations that are given back: asked for, held back, confirmed or taken back. */
import { mayConfirm, mayReject } from "../../protocol/lifecycle/request-windows.js";
import { mayLeave, transition } from "../../protocol/lifecycle/transition.js";
import { must } from "./allocation-findings.js";
import type { AuditedAllocation } from "./audited.js";
import type { Books } from "./books.js";
import { countCovering } from "./coverage-check.js";
import { rejects, writes } from "./own-status.js";
import { settleEpoch } from "./registrations.js";
import { countStatus } from "./standing.js";
import type { WrittenEvent } from "./written-run.js";

/** Its leave has been asked for when the run begins, and waits for its answer. */
export function startsLeaving(books: Books, allocation: AuditedAllocation, { value }: WrittenEvent): void {
  settleEpoch(books, allocation);
  allocation.status = "leaving";
  allocation.leaveFrame = value;
}

export function leaveAskedFor(books: Books, allocation: AuditedAllocation, { value }: WrittenEvent): void {
  const isLegal =
    allocation.status !== "proposed" && transition(allocation.status, "leave", books.rules.lifecycle) === "leaving";
  must(books, allocation, "lifecycle.transition", isLegal, "leave asked for");
  settleEpoch(books, allocation);
  allocation.status = "leaving";
  allocation.leaveFrame = books.frame;
  allocation.leaveConfirmFrame = 0;
  books.counted.leaves++;
  books.counted.rescueLeaves += value;
  writes(books, allocation.prover, "leaving");
  books.touched.add(allocation.shard);
}

/** Whether enough others stay for an allocation to be given up (`lifecycle.leaveConfirmGate`). */
export function leaveGateIsOpen(books: Books, { shard }: AuditedAllocation): boolean {
  const counted = {
    otherActive: countStatus(shard.allocations, "active"),
    committee: countCovering(books, shard) + countStatus(shard.allocations, "leaving"),
    isSplitAway: !shard.live,
  };
  return mayLeave(counted, books.rules);
}

/** The window is open, and too few others would stay. */
export function leaveHeldBack(books: Books, allocation: AuditedAllocation): void {
  const { frame } = books;
  const isOpen = allocation.status === "leaving" && mayConfirm("leaving", allocation.leaveFrame, frame, books);
  must(
    books,
    allocation,
    "lifecycle.leaveConfirmGate",
    isOpen && !leaveGateIsOpen(books, allocation),
    "leave held back",
  );
}

export function leaveConfirmed(books: Books, allocation: AuditedAllocation): void {
  const { frame } = books;
  const isOpen = allocation.status === "leaving" && mayConfirm("leaving", allocation.leaveFrame, frame, books);
  must(books, allocation, "lifecycle.confirmTiming", isOpen, "leave confirmed");
  must(books, allocation, "lifecycle.leaveConfirmGate", leaveGateIsOpen(books, allocation), "leave confirmed");
  allocation.leaveConfirmFrame = frame;
  writes(books, allocation.prover, "leaving");
  books.touched.add(allocation.shard);
}

/** A leave is taken back. */
export function stays(books: Books, allocation: AuditedAllocation): void {
  const isOpen = allocation.status === "leaving" && mayReject("leaving", allocation.leaveFrame, books.frame, books);
  must(books, allocation, "lifecycle.rejectTiming", isOpen, "stays");
  allocation.status = "active";
  allocation.activeSince = books.frame;
  allocation.leaveFrame = 0;
  allocation.leaveConfirmFrame = 0;
  rejects(books, allocation, "leaving");
  writes(books, allocation.prover, "active");
  books.touched.add(allocation.shard);
}
