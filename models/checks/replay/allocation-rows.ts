/** Rows about single allocations: every change of status, held against the gates and windows of the lifecycle. */
import type { EffectiveStatus } from "../../protocol/lifecycle/status.js";
import { epochNumber } from "../../protocol/lifecycle/epoch.js";
import {
  answerOpens,
  mayConfirm,
  mayReject,
  nextEpochStart,
  type Request,
  requestLapses,
} from "../../protocol/lifecycle/request-windows.js";
import { isFreshJoin, joinGate, mayLeave, refusesWholeJoins, transition } from "../../protocol/lifecycle/transition.js";
import { mayResume, pauseFramesMax } from "../../protocol/lifecycle/windows.js";
import { mergedFilter } from "../../protocol/shard/merge.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import type { AuditedAllocation, AuditedProver, AuditedShard, Books } from "./books.js";
import { countCovering } from "./coverage-check.js";
import { rejects, writes } from "./own-status.js";
import { recordedEpoch, settleEpoch, startingEpoch } from "./registrations.js";
import { countStatus, effectiveOf } from "./standing.js";
import type { WrittenEvent } from "./written-run.js";

const whom = ({ prover, shard }: AuditedAllocation) => ({ prover: prover.prover, shard: shard.shard });

/** An allocation of a measured network, there from the start. */
export function starts(books: Books, allocation: AuditedAllocation, { what, value, other }: WrittenEvent): void {
  const { scenario } = books;
  allocation.joinFrame = value;
  allocation.status = what === "starts active" ? "active" : "joining";
  if (allocation.status === "joining") return;
  allocation.joinConfirmFrame = other;
  allocation.lastActive = scenario.frames.first + 1;
  allocation.activeSince = scenario.frames.first;
  allocation.epoch = startingEpoch(books, allocation);
  // Some lapse with the very first frame, if that begins an epoch.
  allocation.effective = effectiveOf(books, allocation, scenario.frames.first);
}

/** Its leave has been asked for when the run begins, and waits for its answer. */
export function startsLeaving(books: Books, allocation: AuditedAllocation, { value }: WrittenEvent): void {
  settleEpoch(books, allocation);
  allocation.status = "leaving";
  allocation.leaveFrame = value;
}

/** A node asks for an allocation: it must be free to, and have a worker for it. */
export function proposes(books: Books, prover: AuditedProver, shard: AuditedShard): void {
  const { findings, frame } = books;
  const about = { prover: prover.prover, shard: shard.shard };
  if (prover.allocations.has(shard.shard))
    findings.add("ring.assign", about, "one allocation of a prover on a shard", "proposes to join");
  if (!prover.online || prover.gone || prover.departing || prover.kickFrame > 0)
    findings.add("proposer.plan", about, "a node that is there and may join", "proposes to join");
  if (!shard.live || shard.bytes === 0) findings.add("proposer.plan", about, "a shard with data", "proposes to join");
  if (prover.allocations.size >= prover.workers)
    findings.add(
      "proposer.plan",
      about,
      `at most ${prover.workers} allocations, one a worker`,
      `${prover.allocations.size + 1}`,
    );
  books.open(prover, shard, "proposed").proposedFrame = frame;
}

/** Whether a join is let in: where one refused filter refuses the whole join, with all that were asked for together. */
function mayJoin(books: Books, allocation: AuditedAllocation): boolean {
  if (!refusesWholeJoins(books.rules)) return isFreeToJoin(books, allocation);
  const { prover, proposedFrame } = allocation;
  return [...prover.allocations.values()]
    .filter((other) => other.status === "proposed" && other.proposedFrame === proposedFrame)
    .every((other) => isFreeToJoin(books, other));
}

/** Whether `lifecycle.joinFreshness` and `lifecycle.joinGate` let a proposal in. */
function isFreeToJoin({ rules, frame }: Books, { prover, shard, proposedFrame }: AuditedAllocation): boolean {
  const attempt = {
    existingStatus: null,
    joinFrame: 0,
    leaveFrame: 0,
    frame,
    kickFrame: prover.kickFrame,
    changePending: shard.changeFrame > 0,
    isRetired: !shard.live,
  };
  return isFreshJoin(proposedFrame, frame) && joinGate(attempt, rules.lifecycle);
}

export function joinAccepted(books: Books, allocation: AuditedAllocation): void {
  must(
    books,
    allocation,
    "lifecycle.joinGate",
    allocation.status === "proposed" && mayJoin(books, allocation),
    "join accepted",
  );
  allocation.status = "joining";
  allocation.joinFrame = books.frame;
  allocation.shard.everJoined = true;
  books.counted.joins++;
  writes(books, allocation.prover, "joining");
  books.touched.add(allocation.shard);
}

export function joinRefused(books: Books, allocation: AuditedAllocation): void {
  must(
    books,
    allocation,
    "lifecycle.joinGate",
    allocation.status === "proposed" && !mayJoin(books, allocation),
    "join refused",
  );
}

export function joinConfirmed(books: Books, allocation: AuditedAllocation): void {
  const { frame, rules } = books;
  const isOpen = allocation.status === "joining" && mayConfirm("joining", allocation.joinFrame, frame, books);
  must(books, allocation, "lifecycle.confirmTiming", isOpen, "join confirmed");
  allocation.status = "active";
  allocation.joinConfirmFrame = frame;
  allocation.activeSince = frame;
  allocation.lastActive = frame;
  allocation.epoch = epochNumber(frame, rules.epochFrames) + 1;
  books.counted.confirms++;
  writes(books, allocation.prover, "active");
  books.touched.add(allocation.shard);
}

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

const changes: { readonly [what: string]: { readonly from: EffectiveStatus; readonly to: EffectiveStatus } } = {
  "takes effect": { from: "Joining", to: "Active" },
  expires: { from: "Active", to: "ExpiredEpoch" },
  "confirmed again": { from: "ExpiredEpoch", to: "Active" },
};

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

function gateIsOpen(books: Books, { shard }: AuditedAllocation): boolean {
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
  must(books, allocation, "lifecycle.leaveConfirmGate", isOpen && !gateIsOpen(books, allocation), "leave held back");
}

export function leaveConfirmed(books: Books, allocation: AuditedAllocation): void {
  const { frame } = books;
  const isOpen = allocation.status === "leaving" && mayConfirm("leaving", allocation.leaveFrame, frame, books);
  must(books, allocation, "lifecycle.confirmTiming", isOpen, "leave confirmed");
  must(books, allocation, "lifecycle.leaveConfirmGate", gateIsOpen(books, allocation), "leave confirmed");
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

export function paused(books: Books, allocation: AuditedAllocation): void {
  must(books, allocation, "lifecycle.transition", allocation.status === "active", "paused");
  settleEpoch(books, allocation);
  allocation.status = "paused";
  allocation.pauseFrame = books.frame;
  writes(books, allocation.prover, "paused");
  books.touched.add(allocation.shard);
}

export function resumed(books: Books, allocation: AuditedAllocation): void {
  const { frame, rules } = books;
  const isLegal = allocation.status === "paused" && mayResume(frame - allocation.pauseFrame, rules.lifecycle);
  must(books, allocation, "lifecycle.resumeTiming", isLegal, "resumed");
  allocation.status = "active";
  allocation.activeSince = frame;
  allocation.lastActive = frame;
  writes(books, allocation.prover, "active");
  books.touched.add(allocation.shard);
}

/** A node answers or leaves: the window of what it asks for must be open, whether or not the message arrives. */
export function nodeAsks(books: Books, allocation: AuditedAllocation, { what, rule }: WrittenEvent): void {
  const { frame } = books;
  if (what === "node asks to leave") {
    must(books, allocation, rule, allocation.status === "active", what);
    return;
  }
  const request = requestOf(allocation);
  // Joins for which a node has lost the workers may be given up before their window opens; the reject is refused then.
  const isExcess = rule === "proposer.excessPending" && request === "joining";
  const since = request === "joining" ? allocation.joinFrame : allocation.leaveFrame;
  must(books, allocation, rule, isExcess || (request !== null && answerOpens(request, since, books) <= frame), what);
}

const requestOf = ({ status }: AuditedAllocation): Request | null =>
  status === "joining" || status === "leaving" ? status : null;

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
        const isOpen = mayConfirm("leaving", leaveFrame, frame, books) && gateIsOpen(books, allocation);
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

/** Notes a finding unless the rule allows what is written. */
function must(books: Books, allocation: AuditedAllocation, rule: string, allowed: boolean, written: string): void {
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
