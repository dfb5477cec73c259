/** One row of the log of a network of 2.0, applied to the books of its rings. */
import { isAside } from "../asides.js";
import { v20LastFrameWithoutMint } from "../../../protocol/emission/v20-share.js";
import type { AuditedProver } from "../audited.js";
import { appears, changesPresence, isGone } from "../population-rows.js";
import type { WrittenEvent } from "../written-run.js";
import type { AuditedMember, RingBooks } from "./ring-books.js";
import { keyOf } from "./ring-changes.js";

type Apply = (ringBooks: RingBooks, prover: AuditedProver, row: WrittenEvent) => void;

const ofProvers: { readonly [what: string]: Apply } = {
  "goes offline": ({ books }, prover) => changesPresence(books, prover, false),
  "comes back online": comesBack,
  "is gone": ({ books }, prover) => isGone(books, prover),
  "has workers": hasWorkers,
  "has seniority": hasSeniority,
  "has proved": hasProved,
  "asks to join": asksToJoin,
  "asks to leave": asksToLeave,
  joined: tells,
  left: tells,
  removed: tells,
  "moved to a ring": tells,
};

export function applyRingRow(ringBooks: RingBooks, row: WrittenEvent): void {
  const { books } = ringBooks;
  const { what, other, value } = row;
  if (isAside(what)) return;
  const prover = books.provers.get(row.prover);
  const apply = ofProvers[what];
  if (what === "appears") appears(books, row);
  else if (what === "cores at work") ringBooks.toldOfRing(other).cores = value;
  else if (what === "pays a core") ringBooks.toldOfRing(other).units = value;
  else if (prover !== undefined && apply !== undefined) apply(ringBooks, prover, row);
  else books.findings.add("events.csv", row, "a prover that is there, and a known phrase", what);
}

/** What the frame did with a member; the end of the frame holds it against the rules. */
function tells({ told, books }: RingBooks, prover: AuditedProver, { rule, what, value }: WrittenEvent): void {
  const key = keyOf(prover, what);
  if (told.has(key)) books.findings.add(rule, prover, `${what} once`, "twice");
  told.set(key, { prover, rule, what, value });
}

function comesBack({ books, members, asking, owing }: RingBooks, prover: AuditedProver): void {
  changesPresence(books, prover, true);
  const member = members.get(prover);
  if (member !== undefined) member.untold = books.frame;
  else if (prover.kickFrame === 0 && !asking.has(prover)) owing.add(prover);
}

function hasSeniority(ringBooks: RingBooks, prover: AuditedProver, row: WrittenEvent): void {
  if (row.rule === "scenario.operators") prover.seniority = row.value;
  else tells(ringBooks, prover, row);
}

function asksToJoin({ books, members, asking, owing }: RingBooks, prover: AuditedProver, row: WrittenEvent): void {
  if (members.has(prover) || prover.kickFrame > 0 || asking.has(prover))
    books.findings.add("ring.v20.fill", prover, "that it neither sits in a ring, waits, nor was kicked", row.what);
  owing.delete(prover);
  asking.add(prover);
}

function asksToLeave({ books, members, leaving }: RingBooks, prover: AuditedProver, row: WrittenEvent): void {
  if (!members.has(prover)) books.findings.add("ring.v20.fill", prover, "that it sits in a ring", row.what);
  leaving.add(prover);
}

/** Proofs of which nothing was told, up to this frame; 0: none. */
function untoldProofs({ books }: RingBooks, { untold }: AuditedMember): number {
  return untold < 0 ? 0 : Math.max(0, books.frame - Math.max(untold, v20LastFrameWithoutMint + 1));
}

/** A node tells what it has proved when it goes off or changes its cores; everything before must have been paid. */
function hasProved(ringBooks: RingBooks, prover: AuditedProver, { rule, what, other, value }: WrittenEvent): void {
  const { members, books } = ringBooks;
  const { findings } = books;
  const member = members.get(prover);
  if (member === undefined) {
    findings.add(rule, prover, "that it sits in a ring", what);
    return;
  }
  findings.compare(rule, prover, { what, expected: untoldProofs(ringBooks, member), written: other });
  findings.compare(rule, prover, { what: "seniority", expected: prover.seniority, written: value });
  member.untold = prover.online ? books.frame : -1;
}

function hasWorkers(ringBooks: RingBooks, prover: AuditedProver, { value }: WrittenEvent): void {
  const member = ringBooks.members.get(prover);
  if (member !== undefined && prover.online) checkProofsTold(ringBooks, member);
  prover.workers = value;
}

/** Who ended a stretch of proofs in this frame has told of them, and who came back without an allocation has asked for one. */
export function checkRowsDone(ringBooks: RingBooks): void {
  const { members, owing, leaving, books } = ringBooks;
  for (const member of members.values()) if (!member.prover.online) checkProofsTold(ringBooks, member);
  for (const prover of owing) books.findings.add("ring.v20.fill", prover, "asks to join", "nothing");
  owing.clear();
  for (const prover of leaving)
    if (!prover.gone) books.findings.add("ring.v20.fill", prover, "that whoever leaves is gone", "it is there");
}

function checkProofsTold(ringBooks: RingBooks, member: AuditedMember): void {
  const { prover } = member;
  const proofs = untoldProofs(ringBooks, member);
  if (proofs > 0) ringBooks.books.findings.add("seniority.v20.events", prover, `has proved ${proofs}`, "nothing");
  member.untold = prover.online ? ringBooks.books.frame : -1;
}
