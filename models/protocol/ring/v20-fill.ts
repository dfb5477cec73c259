import { append } from "../../../sim/units/append.js";
import { ascending, byBytes } from "../ground/compare.js";

/** A prover in a ring of 2.0. */
export interface V20Member {
  readonly address: string;
  readonly seniority: number;
  /** Frame of its latest rewarded proof, or of its entry. */
  readonly lastFrame: number;
}

export type V20Rings<Member extends V20Member = V20Member> = readonly (readonly Member[])[];

interface FrameChanges<Member> {
  readonly joiners: readonly Member[];
  /** Addresses that leave. */
  readonly leavers: ReadonlySet<string>;
  readonly frame: number;
  /** Members of a full ring: 2048. */
  readonly capacity: number;
}

/** From frame 52 001 idle members are removed: after 1000 frames, from frame 99 900 after 100. */
const idleRule = { firstFrame: 52_001, frames: 1000, shortFromFrame: 99_900, shortFrames: 100 };

/** The node walks a heap's array, which is only roughly sorted; here the sort is full, ties by address. */
const seniorFirst = (a: V20Member, b: V20Member): number =>
  ascending(b.seniority, a.seniority) || byBytes(a.address, b.address);

/**
 * Rings of 2.0 after one frame: joiners are appended to the last ring (a new one opens when it is full), leavers go,
 * the idle go, then every ring that is not full draws the most senior members of its successor. Rings left empty at
 * the end close. Source: protocol.md `ring.v20.fill` (node 20: token_execution_engine.go; full sort: assumption).
 */
export function advanceV20Rings<Member extends V20Member>(
  rings: V20Rings<Member>,
  { joiners, leavers, frame, capacity }: FrameChanges<Member>,
): V20Rings<Member> {
  const filled = appendJoiners(rings, joiners, capacity);
  const staying = (member: Member) => !leavers.has(member.address) && !isIdle(member, frame);
  return promote(
    filled.map((ring) => ring.filter(staying)),
    capacity,
  );
}

/** Whether a member is removed for want of proofs. Source: protocol.md `ring.v20.fill` (node). */
export function isIdle({ lastFrame }: V20Member, frame: number): boolean {
  if (frame < idleRule.firstFrame) return false;
  return frame - lastFrame > (frame >= idleRule.shortFromFrame ? idleRule.shortFrames : idleRule.frames);
}

/** First frame in which a member whose last proof was at `lastFrame` is idle. Source: protocol.md `ring.v20.fill` (node). */
export function firstIdleFrame(lastFrame: number): number {
  const { firstFrame, frames, shortFromFrame, shortFrames } = idleRule;
  return Math.min(Math.max(firstFrame, lastFrame + frames + 1), Math.max(shortFromFrame, lastFrame + shortFrames + 1));
}

function appendJoiners<Member extends V20Member>(
  rings: V20Rings<Member>,
  joiners: readonly Member[],
  capacity: number,
): Member[][] {
  const filled = rings.map((ring) => [...ring]);
  for (const joiner of joiners.toSorted(seniorFirst)) {
    const last = filled.at(-1);
    if (last === undefined || last.length >= capacity) filled.push([joiner]);
    else last.push(joiner);
  }
  return filled;
}

function promote<Member extends V20Member>(rings: Member[][], capacity: number): V20Rings<Member> {
  for (let k = 0; k + 1 < rings.length; k++) {
    const free = capacity - rings[k].length;
    if (free <= 0) continue;
    const moving = rings[k + 1].toSorted(seniorFirst).slice(0, free);
    const moved = new Set(moving);
    append(rings[k], moving);
    rings[k + 1] = rings[k + 1].filter((member) => !moved.has(member));
  }
  while (rings.at(-1)?.length === 0) rings.pop();
  return rings;
}

/** Sizes of the rings after `joins` provers joined an empty set of rings. Source: protocol.md `ring.v20.fill`. */
export function v20RingSizes(joins: number, capacity: number): number[] {
  const full = Math.floor(joins / capacity);
  const rest = joins - full * capacity;
  return [...Array.from({ length: full }, () => capacity), ...(rest > 0 ? [rest] : [])];
}
