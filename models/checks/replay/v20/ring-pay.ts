/** What rings pay, stretch by stretch: every ring is worked out from who sits in it and is online. */
import { v20Basis } from "../../../protocol/emission/v20-basis.js";
import { v20LastFrameWithoutMint, v20Share } from "../../../protocol/emission/v20-share.js";
import type { RuleSwitches } from "../../../protocol/ground/rule-sets.js";
import { accruedSeniority } from "../../../protocol/seniority/changes.js";
import type { AuditedMember, RingBooks } from "./ring-books.js";

/** What a ring does in a frame: who is at work, with how many cores, and what each core earns. */
interface RingRate {
  readonly present: readonly AuditedMember[];
  readonly cores: number;
  readonly units: bigint;
}

/** Which power of two a ring's pot is divided by. */
const depthOf = (ring: number, { ringDivisor }: RuleSwitches): number =>
  ringDivisor === "ringPlusOne" ? ring + 1 : ring;

/** Units that a ring shares in a frame. */
export const potOf = (frame: number, ring: number, rules: RuleSwitches): bigint =>
  frame <= v20LastFrameWithoutMint ? 0n : v20Basis(frame, depthOf(ring, rules));

const coresOf = (members: readonly AuditedMember[]): number =>
  members.reduce((sum, { prover }) => sum + prover.workers, 0);

/** `emission.v20.share`, with the switch `emptySlots`. */
export function rateOf({ rings, books: { rules } }: RingBooks, ring: number, frame: number): RingRate {
  const members = rings[ring] ?? [];
  const present = members.filter(({ prover }) => prover.online);
  const cores = coresOf(present);
  if (cores === 0) return { present, cores, units: 0n };
  const sharing = BigInt(rules.emptySlots === "sharedByPresent" ? cores : coresOf(members));
  const units = v20Share({ frame, ring: depthOf(ring, rules), ringTotalCores: sharing, proverCores: 1n });
  return { present, cores, units };
}

/** Pays all frames before `until` that are not paid yet; the log must have said what each ring has and pays. */
export function payRings(books: RingBooks, until: number): void {
  if (until <= books.paidUntil) return;
  for (const [from, before] of stretches(books, books.paidUntil, until)) payStretch(books, from, before);
  books.paidUntil = until;
}

/** Parts of a stretch of frames in each of which pots are the same: it is halved for as long as its ends differ. */
function stretches({ books: { rules } }: RingBooks, from: number, until: number): (readonly [number, number])[] {
  const open = [[from, until] as const];
  const found: (readonly [number, number])[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [start, end] = next;
    const middle = Math.floor((start + end) / 2);
    if (potOf(start, 0, rules) === potOf(end - 1, 0, rules)) found.push(next);
    else open.push([middle, end], [start, middle]);
  }
  return found;
}

function payStretch(ringBooks: RingBooks, from: number, until: number): void {
  const { books, coreUnits } = ringBooks;
  const frames = until - from;
  const isRewarded = from > v20LastFrameWithoutMint;
  const points = isRewarded ? Number(accruedSeniority(0n, BigInt(frames), books.rules)) : 0;
  for (let ring = 0; ring < ringBooks.ringCount; ring++) {
    const rate = rateOf(ringBooks, ring, from);
    checkTold(ringBooks, ring, rate);
    if (rate.cores === 0) continue;
    const units = rate.units * BigInt(frames);
    const paid = units * BigInt(rate.cores);
    coreUnits[ring] += units;
    books.ringUnits[ring] += paid;
    books.issuedUnits += paid;
    for (const member of rate.present) {
      member.prover.rewardUnits += units * BigInt(member.prover.workers);
      member.prover.seniority += points;
      if (isRewarded) member.lastFrame = until - 1;
    }
  }
}

/** What the log says of a ring is what it pays. */
function checkTold(ringBooks: RingBooks, ring: number, { cores, units }: RingRate): void {
  const { findings } = ringBooks.books;
  const told = ringBooks.toldOfRing(ring);
  const shard = { shard: 0 };
  const inRing = { what: `cores at work in ring ${ring}:`, expected: cores, written: told.cores };
  findings.compare("ring.v20.fill", shard, inRing);
  const ofCore = { what: `units of a core of ring ${ring}:`, expected: units, written: told.units };
  findings.compare("emission.v20.share", shard, ofCore);
  // What differs is found once, not in every frame until something new is said.
  told.cores = cores;
  told.units = Number(units);
}
