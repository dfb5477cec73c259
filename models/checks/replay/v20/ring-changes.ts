/** Who enters, leaves and moves at the end of a frame, worked out by `ring.v20.fill` and held against what the log says. */
import { v20LastFrameWithoutMint } from "../../../protocol/emission/v20-share.js";
import { advanceV20Rings, firstIdleFrame, isIdle } from "../../../protocol/ring/v20-fill.js";
import { seniorityOnKick } from "../../../protocol/seniority/changes.js";
import { afterV20Event } from "../../../protocol/seniority/v20.js";
import type { AuditedProver } from "../audited.js";
import type { AuditedMember, RingBooks, Standing } from "./ring-books.js";
import { payRings } from "./ring-pay.js";

const absentees = ({ members }: RingBooks): AuditedMember[] =>
  [...members.values()].filter(({ prover }) => !prover.online);

/** The next frame in which somebody enters or is removed of itself, whatever the log says. */
export function nextChange(books: RingBooks): number {
  const opening = books.asking.size > 0 ? v20LastFrameWithoutMint : Number.POSITIVE_INFINITY;
  return absentees(books).reduce((frame, { lastFrame }) => Math.min(frame, firstIdleFrame(lastFrame)), opening);
}

/** Ends the frame: brings everybody where the rules want them from the next one on, and looks whether the log says so. */
export function endFrame(ringBooks: RingBooks, frame: number): void {
  const { asking, leaving, members, told } = ringBooks;
  const isOpen = frame >= v20LastFrameWithoutMint;
  const joiners = isOpen ? [...asking].filter(({ online }) => online) : [];
  if (isOpen) asking.clear();
  const idle = absentees(ringBooks).filter((member) => isIdle(member, frame));
  const leavers = [...leaving].flatMap((prover) => members.get(prover) ?? []);
  leaving.clear();
  const hasChanges = joiners.length + leavers.length + idle.length > 0;
  compareStandings(ringBooks, hasChanges ? change(ringBooks, { joiners, leavers, idle }) : []);
  told.clear();
}

interface Changes {
  readonly joiners: readonly AuditedProver[];
  readonly leavers: readonly AuditedMember[];
  readonly idle: readonly AuditedMember[];
}

/** The rings change with the frame: what has to be told of it. */
function change(ringBooks: RingBooks, { joiners, leavers, idle }: Changes): readonly Standing[] {
  const { members, books } = ringBooks;
  const { frame, counted } = books;
  payRings(ringBooks, frame + 1);
  const entering = joiners.map((prover) => enter(ringBooks, prover, frame));
  const entered = joiners.map((prover) => seniorityOf(prover, "seniority.v20.events"));
  const after = advance(ringBooks, entering, leavers);
  const left = leavers.map(({ prover }) => standing(prover, "left"));
  const removed = idle.flatMap(({ prover }) => penalize(ringBooks, prover, frame));
  for (const { prover } of [...leavers, ...idle]) members.delete(prover);
  counted.joins += joiners.length;
  counted.leaves += leavers.length;
  counted.evictions += idle.length;
  ringBooks.changedIn = frame;
  return [...entered, ...after, ...left, ...removed];
}

const standing = (prover: AuditedProver, what: string, value = Number.NaN): Standing => ({
  prover,
  rule: "ring.v20.fill",
  what,
  value,
});
const seniorityOf = (prover: AuditedProver, rule: string): Standing => ({
  prover,
  rule,
  what: "has seniority",
  value: prover.seniority,
});

/** A join takes effect: `seniority.v20.events`. */
function enter(books: RingBooks, prover: AuditedProver, frame: number): AuditedMember {
  const before = { seniority: BigInt(prover.seniority), lastFrame: 0, leaves: false };
  prover.seniority = Number(afterV20Event(before, { kind: "join", frame }).seniority);
  return books.enter(prover, frame);
}

/** The rings of the next frame, and whom they bring where. */
function advance(
  ringBooks: RingBooks,
  joiners: readonly AuditedMember[],
  leavers: readonly AuditedMember[],
): readonly Standing[] {
  const { books } = ringBooks;
  const before = ringsByMember(ringBooks);
  ringBooks.rings = advanceV20Rings(ringBooks.rings, {
    joiners,
    leavers: new Set(leavers.map(({ address }) => address)),
    frame: books.frame,
    capacity: books.rules.ringSize,
  });
  while (ringBooks.coreUnits.length < ringBooks.rings.length) {
    ringBooks.coreUnits.push(0n);
    books.ringUnits.push(0n);
  }
  return [...ringsByMember(ringBooks)].flatMap(([member, ring]) => {
    const from = before.get(member);
    if (from === ring) return [];
    return [standing(member.prover, from === undefined ? "joined" : "moved to a ring", ring)];
  });
}

const ringsByMember = ({ rings }: RingBooks): Map<AuditedMember, number> =>
  new Map(rings.flatMap((ring, index) => ring.map((member) => [member, index] as const)));

/** A removal by age is a fault (switch `kickSeniority`). */
function penalize({ books }: RingBooks, prover: AuditedProver, frame: number): Standing[] {
  const { seniority, canRejoin } = seniorityOnKick(BigInt(prover.seniority), books.rules.kickSeniority);
  prover.seniority = Number(seniority);
  if (!canRejoin) prover.kickFrame = frame;
  return [standing(prover, "removed"), seniorityOf(prover, "seniority.onKick")];
}

export const keyOf = ({ prover }: AuditedProver, what: string): string => `${prover} ${what}`;

/** Everything that the rules want is told, and nothing else. */
function compareStandings({ told, books: { findings } }: RingBooks, expected: readonly Standing[]): void {
  const known = new Set<string>();
  for (const { prover, rule, what, value } of expected) {
    const key = keyOf(prover, what);
    known.add(key);
    const written = told.get(key);
    if (written === undefined) findings.add(rule, prover, described(what, value), "nothing");
    else findings.compare(rule, prover, { what, expected: value, written: written.value });
  }
  for (const [key, { prover, rule, what, value }] of told) {
    if (!known.has(key)) findings.add(rule, prover, "nothing", described(what, value));
  }
}

const described = (what: string, value: number): string => (Number.isNaN(value) ? what : `${what} ${value}`);
