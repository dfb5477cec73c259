/** Rows about single places: every change of status, held against the gates and windows of the lifecycle. */
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
import { isFreshJoin, joinGate, leaveConfirmGate, transition } from "../../protocol/lifecycle/transition.js";
import { mayResume, pauseFramesMax } from "../../protocol/lifecycle/windows.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import type { AuditedPlace, AuditedProver, AuditedShard, Books } from "./books.js";
import { recordedEpoch, settleEpoch, startingEpoch } from "./registrations.js";
import { countStatus, effectiveOf } from "./standing.js";
import type { WrittenEvent } from "./written-run.js";

const whom = ({ prover, shard }: AuditedPlace) => ({ prover: prover.prover, shard: shard.shard });

/** A place of a measured network, there from the start. */
export function starts(books: Books, place: AuditedPlace, { what, value, other }: WrittenEvent): void {
  const { scenario } = books;
  place.joinFrame = value;
  place.status = what === "starts active" ? "active" : "joining";
  if (place.status === "joining") return;
  place.joinConfirmFrame = other;
  place.lastActive = scenario.frames.first + 1;
  place.activeSince = scenario.frames.first;
  place.epoch = startingEpoch(books, place);
}

/** A node asks for a place: it must be free to, and have a worker for it. */
export function proposes(books: Books, prover: AuditedProver, shard: AuditedShard): void {
  const { findings, frame } = books;
  const about = { prover: prover.prover, shard: shard.shard };
  if (prover.places.has(shard.shard))
    findings.add("ring.assign", about, "one place of a prover on a shard", "proposes to join");
  if (!prover.online || prover.gone || prover.departing || prover.kickFrame > 0)
    findings.add("proposer.plan", about, "a node that is there and may join", "proposes to join");
  if (!shard.live || shard.bytes === 0) findings.add("proposer.plan", about, "a shard with data", "proposes to join");
  if (prover.places.size >= prover.workers)
    findings.add("proposer.plan", about, `at most ${prover.workers} places, one a worker`, `${prover.places.size + 1}`);
  books.open(prover, shard, "proposed").proposedFrame = frame;
}

/** Whether `lifecycle.joinFreshness` and `lifecycle.joinGate` let a proposal in. */
function mayJoin({ rules, frame }: Books, { prover, shard, proposedFrame }: AuditedPlace): boolean {
  const attempt = {
    existingStatus: null,
    joinFrame: 0,
    leaveFrame: 0,
    frame,
    kickFrame: prover.kickFrame,
    changePending: shard.changeFrame > 0,
  };
  return shard.live && isFreshJoin(proposedFrame, frame) && joinGate(attempt, rules.lifecycle);
}

export function joinAccepted(books: Books, place: AuditedPlace): void {
  must(books, place, "lifecycle.joinGate", place.status === "proposed" && mayJoin(books, place), "join accepted");
  place.status = "joining";
  place.joinFrame = books.frame;
  place.shard.everJoined = true;
  books.counted.joins++;
  books.touched.add(place.shard);
}

export function joinRefused(books: Books, place: AuditedPlace): void {
  must(books, place, "lifecycle.joinGate", place.status === "proposed" && !mayJoin(books, place), "join refused");
}

export function joinConfirmed(books: Books, place: AuditedPlace): void {
  const { frame, rules } = books;
  const isOpen = place.status === "joining" && mayConfirm("joining", place.joinFrame, frame, books);
  must(books, place, "lifecycle.confirmTiming", isOpen, "join confirmed");
  place.status = "active";
  place.joinConfirmFrame = frame;
  place.activeSince = frame;
  place.epoch = epochNumber(frame, rules.epochFrames) + 1;
  books.counted.confirms++;
  books.touched.add(place.shard);
}

/**
 * An effective status that changes by itself: a join takes effect with the epoch after its confirmation, a place expires
 * that was not confirmed for the epoch which begins, and is confirmed again.
 */
export function changesOfItself(books: Books, place: AuditedPlace, { rule, what, value }: WrittenEvent): void {
  const { from, to } = changes[what];
  const isRight =
    place.status === "active" && place.effective === from && effectiveOf(books, place, books.frame) === to;
  must(books, place, rule, isRight, what);
  if (!Number.isNaN(value)) {
    const expected = recordedEpoch(books, place, books.frame);
    books.findings.compare(rule, whom(place), { what: "confirmed for epoch", expected, written: value });
  }
  books.toldOf.add(place);
  books.touched.add(place.shard);
}

const changes: { readonly [what: string]: { readonly from: EffectiveStatus; readonly to: EffectiveStatus } } = {
  "takes effect": { from: "Joining", to: "Active" },
  expires: { from: "Active", to: "ExpiredEpoch" },
  "confirmed again": { from: "ExpiredEpoch", to: "Active" },
};

/** Notes how the places of a shard stand; what changed by itself in this frame the log must tell. */
export function noteEffective(books: Books, shard: AuditedShard): void {
  for (const place of shard.places) {
    const before = place.effective;
    place.effective = effectiveOf(books, place, books.frame);
    if (place.status !== "active" || books.toldOf.has(place) || place.activeSince === books.frame) continue;
    for (const [what, { from, to }] of Object.entries(changes)) {
      if (before === from && place.effective === to)
        books.findings.add("lifecycle.effectiveStatus", whom(place), what, "nothing");
    }
  }
}

export function leaveAskedFor(books: Books, place: AuditedPlace): void {
  const isLegal = place.status !== "proposed" && transition(place.status, "leave", books.rules.lifecycle) === "leaving";
  must(books, place, "lifecycle.transition", isLegal, "leave asked for");
  settleEpoch(books, place);
  place.status = "leaving";
  place.leaveFrame = books.frame;
  place.leaveConfirmFrame = 0;
  books.counted.leaves++;
  books.touched.add(place.shard);
}

const gateIsOpen = ({ rules }: Books, { shard }: AuditedPlace): boolean =>
  leaveConfirmGate(countStatus(shard.places, "active"), rules);

/** The window is open, and too few others would stay. */
export function leaveHeldBack(books: Books, place: AuditedPlace): void {
  const { frame } = books;
  const isOpen = place.status === "leaving" && mayConfirm("leaving", place.leaveFrame, frame, books);
  must(books, place, "lifecycle.leaveConfirmGate", isOpen && !gateIsOpen(books, place), "leave held back");
}

export function leaveConfirmed(books: Books, place: AuditedPlace): void {
  const { frame } = books;
  const isOpen = place.status === "leaving" && mayConfirm("leaving", place.leaveFrame, frame, books);
  must(books, place, "lifecycle.confirmTiming", isOpen, "leave confirmed");
  must(books, place, "lifecycle.leaveConfirmGate", gateIsOpen(books, place), "leave confirmed");
  place.leaveConfirmFrame = frame;
  books.touched.add(place.shard);
}

/** A leave is taken back. */
export function stays(books: Books, place: AuditedPlace): void {
  const isOpen = place.status === "leaving" && mayReject("leaving", place.leaveFrame, books.frame, books);
  must(books, place, "lifecycle.rejectTiming", isOpen, "stays");
  place.status = "active";
  place.activeSince = books.frame;
  place.leaveFrame = 0;
  place.leaveConfirmFrame = 0;
  books.touched.add(place.shard);
}

export function paused(books: Books, place: AuditedPlace): void {
  must(books, place, "lifecycle.transition", place.status === "active", "paused");
  settleEpoch(books, place);
  place.status = "paused";
  place.pauseFrame = books.frame;
  books.touched.add(place.shard);
}

export function resumed(books: Books, place: AuditedPlace): void {
  const { frame, rules } = books;
  const isLegal = place.status === "paused" && mayResume(frame - place.pauseFrame, rules.lifecycle);
  must(books, place, "lifecycle.resumeTiming", isLegal, "resumed");
  place.status = "active";
  place.activeSince = frame;
  place.lastActive = frame;
  books.touched.add(place.shard);
}

/** A node answers or leaves: the window of what it asks for must be open, whether or not the message arrives. */
export function nodeAsks(books: Books, place: AuditedPlace, { what, rule }: WrittenEvent): void {
  const { frame } = books;
  if (what === "node asks to leave") {
    must(books, place, rule, place.status === "active", what);
    return;
  }
  const request = requestOf(place);
  // Joins for which a node has lost the workers may be given up before their window opens; the reject is refused then.
  const isExcess = rule === "proposer.excessPending" && request === "joining";
  const since = request === "joining" ? place.joinFrame : place.leaveFrame;
  must(books, place, rule, isExcess || (request !== null && answerOpens(request, since, books) <= frame), what);
}

const requestOf = ({ status }: AuditedPlace): Request | null =>
  status === "joining" || status === "leaving" ? status : null;

/** A place is over: by the rule that the row names, whose condition must hold. */
export function placeClosed(books: Books, place: AuditedPlace, row: WrittenEvent): void {
  const { rule, why } = row;
  must(books, place, rule, mayClose(books, place, row), `place closed: ${why}`);
  if (rule === "lifecycle.rejectTiming") books.counted.rejects++;
  books.close(place);
}

function mayClose(books: Books, place: AuditedPlace, { rule, why }: WrittenEvent): boolean {
  const { frame, rules } = books;
  const { status, joinFrame, leaveFrame, leaveConfirmFrame, proposedFrame, pauseFrame, prover } = place;
  switch (rule) {
    case "proposer.plan":
      return status === "proposed" && frame === proposedFrame + nodeTiming.proposalTimeout;
    case "lifecycle.confirmTiming":
      if (status === "leaving") return rules.lifecycle !== "epoch" && mayConfirm("leaving", leaveFrame, frame, books);
      return status === "joining" && frame === dueOf(books, place);
    case "lifecycle.effectiveStatus":
      // A confirmed leave takes effect in the frame in which one that nobody answered is done.
      if (why.includes("confirmed") !== leaveConfirmFrame > 0) return false;
      return status === "leaving" && frame === dueOf(books, place);
    case "lifecycle.rejectTiming":
      return status === "joining" && mayReject("joining", joinFrame, frame, books);
    case "lifecycle.resumeTiming":
      return status === "paused" && frame === pauseFrame + pauseFramesMax + 1;
    case "lifecycle.eviction":
    case "audit.selected":
    case "consensus.equivocation":
      // The row about the prover stands before those about its places.
      return prover.kickFrame === frame || books.kickedNow.has(prover);
    case "shard.merge":
      return [...prover.places.values()].some((other) => other.status !== "proposed" && isRelated(other, place));
    case "shard.split":
      return [...prover.places.values()].some((other) => other !== place && isPartOf(other, place));
    default:
      return false;
  }
}

/** Whether two places are on a shard and on a part of it, whichever is which. */
function isPartOf({ shard: one }: AuditedPlace, { shard: other }: AuditedPlace): boolean {
  return one.filter.startsWith(other.filter) || other.filter.startsWith(one.filter);
}

/** Whether two places are on shards that merge, or on one of them and the whole. */
function isRelated(one: AuditedPlace, other: AuditedPlace): boolean {
  const [a, b] = [one.shard.filter, other.shard.filter];
  const [above, beside] = [a.slice(0, -2), b.slice(0, -2)];
  return one !== other && (above === beside || above === b || beside === a);
}

/** Frame at which a request lapses, or a leave takes effect, if nothing comes between; Infinity: nothing is due. */
export function dueOf(books: Books, place: AuditedPlace): number {
  const { status, joinFrame, leaveFrame, leaveConfirmFrame, proposedFrame } = place;
  if (status === "proposed") return proposedFrame + nodeTiming.proposalTimeout;
  if (status === "joining") {
    // A join that waits from before the start lapses with the first frame at the earliest.
    return Math.max(requestLapses("joining", joinFrame, books), books.scenario.frames.first + 1);
  }
  if (status !== "leaving") return Number.POSITIVE_INFINITY;
  if (leaveConfirmFrame > 0) return nextEpochStart(leaveConfirmFrame, books.rules);
  return requestLapses("leaving", leaveFrame, books);
}

/** Notes a finding unless the rule allows what is written. */
function must(books: Books, place: AuditedPlace, rule: string, allowed: boolean, written: string): void {
  if (allowed) return;
  const { status, joinFrame, leaveFrame } = place;
  const since = status === "leaving" ? leaveFrame : joinFrame;
  books.findings.add(
    rule,
    whom(place),
    `not in this frame, of a place that is ${status} since frame ${since}`,
    written,
  );
}
