/** Rows about allocations that are over, and by which rules they may be. */
import { mayConfirm, mayReject } from "../../protocol/lifecycle/request-windows.js";
import { pauseFramesMax } from "../../protocol/lifecycle/windows.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import { mergedFilter } from "../../protocol/shard/merge.js";
import { must } from "./allocation-findings.js";
import type { AuditedAllocation } from "./audited.js";
import type { Books } from "./books.js";
import { dueOf } from "./due-requests.js";
import { leaveGateIsOpen } from "./leave-rows.js";
import { rejects, writes } from "./own-status.js";
import type { WrittenEvent } from "./written-run.js";

/** An allocation is over: by the rule that the row names, whose condition must hold. */
export function allocationClosed(books: Books, allocation: AuditedAllocation, row: WrittenEvent): void {
  const { rule, why } = row;
  must(books, allocation, rule, mayClose(books, allocation, row), `place closed: ${why}`);
  const { status } = allocation;
  books.close(allocation);
  if (rule === "lifecycle.rejectTiming") {
    books.counted.rejects++;
    rejects(books, allocation, "joining");
  }
  const isOperation = rule === "lifecycle.rejectTiming" || (rule === "lifecycle.confirmTiming" && status === "leaving");
  if (isOperation) writes(books, allocation.prover, "left");
}

function mayClose(books: Books, allocation: AuditedAllocation, { rule, why }: WrittenEvent): boolean {
  const { frame, rules } = books;
  const { status, joinFrame, leaveFrame, leaveConfirmFrame, proposedFrame, pauseFrame, prover } = allocation;
  switch (rule) {
    case "proposer.plan":
      return status === "proposed" && frame === proposedFrame + nodeTiming.proposalTimeout;
    case "lifecycle.confirmTiming":
      if (status === "leaving") {
        const isOpen = mayConfirm("leaving", leaveFrame, frame, books) && leaveGateIsOpen(books, allocation);
        return rules.lifecycle !== "epoch" && isOpen;
      }
      return status === "joining" && frame === dueOf(books, allocation);
    case "lifecycle.effectiveStatus":
      // A confirmed leave takes effect in the frame in which one that nobody answered is done.
      if (why.includes("confirmed") !== leaveConfirmFrame > 0) return false;
      return status === "leaving" && frame === dueOf(books, allocation);
    case "lifecycle.rejectTiming":
      return status === "joining" && mayReject("joining", joinFrame, frame, books);
    case "lifecycle.resumeTiming":
      return status === "paused" && frame === pauseFrame + pauseFramesMax + 1;
    case "scenario.follow": {
      const { answers, fall, follow } = books.scenario.operators[prover.classIndex];
      return status === (answers === "always" ? "active" : "joining") && follow !== undefined && fall === "abrupt";
    }
    case "lifecycle.eviction":
    case "audit.selected":
    case "consensus.equivocation":
      // The row about the prover stands before those about its allocations.
      return prover.kickFrame === frame || books.kickedNow.has(prover);
    case "shard.sizesFromKeys":
      return books.resetFrame === frame;
    case "shard.dealMembers":
      return status !== "proposed" && allocation.shard.goneFrame === frame && !books.moves.has(allocation);
    case "shard.merge":
    case "shard.siblingMerge":
      return [...prover.allocations.values()].some(
        (other) => other.status !== "proposed" && isRelated(books, other, allocation),
      );
    case "shard.split":
      return [...prover.allocations.values()].some((other) => other !== allocation && isPartOf(other, allocation));
    default:
      return false;
  }
}

/** Whether two allocations are on a shard and on a part of it, whichever is which. */
function isPartOf({ shard: one }: AuditedAllocation, { shard: other }: AuditedAllocation): boolean {
  return one.filter.startsWith(other.filter) || other.filter.startsWith(one.filter);
}

/** Whether two allocations are on shards that merge, or on one of them and the whole. */
function isRelated({ rules }: Books, one: AuditedAllocation, other: AuditedAllocation): boolean {
  const [a, b] = [one.shard.filter, other.shard.filter];
  const [above, beside] = [mergedFilter(a, rules), mergedFilter(b, rules)];
  return one !== other && (above === beside || above === b || beside === a);
}
