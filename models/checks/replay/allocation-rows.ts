/** Rows about single allocations that are there or asked for: each change of status, held against the gates and windows of the lifecycle. */
import { counted } from "../../../sim/units/readable.js";
import { epochNumber } from "../../protocol/clock/epoch.js";
import { answerOpens, mayConfirm, type Request } from "../../protocol/lifecycle/request-windows.js";
import { isFreshJoin, joinGate, refusesWholeJoins } from "../../protocol/lifecycle/transition.js";
import { mayResume } from "../../protocol/lifecycle/windows.js";
import { must } from "./allocation-findings.js";
import type { AuditedAllocation, AuditedProver, AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { writes } from "./own-status.js";
import { settleEpoch, startingEpoch } from "./registrations.js";
import { effectiveOf } from "./standing.js";
import type { WrittenEvent } from "./written-run.js";

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
      `at most ${counted(prover.workers, "allocation")}, one a worker`,
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
