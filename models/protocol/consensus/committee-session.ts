/** Committees that stay until they hand over (`committeeSession: on`). Source: protocol.md `consensus.committeeSession` (node N:quil-cw-consensus/handoff.rs, medium confidence). */
import { byBytes } from "../ground/compare.js";

/** Frames from one look whether a committee hands over to the next one. */
export const handoffFrames = 8;

/** Whether committees are looked at in this frame: in every eighth, by its number (that it is the number which counts: assumption). */
export const isHandoffLook = (frame: number): boolean => frame % handoffFrames === 0;

/** The first frame after this one in which committees are looked at. */
export const nextHandoffLook = (frame: number): number => frame - (frame % handoffFrames) + handoffFrames;

export interface SessionOfCommittee {
  /** Generation of the committee: how many handoffs there were before it. */
  readonly session: number;
  /** Addresses of the sealed committee. */
  readonly sealed: readonly string[];
  /** Those whom the rules of membership put on the shard at this frame (protocol.md 6.3). */
  readonly next: readonly string[];
  readonly frame: number;
}

/**
 * The committee of a shard from `frame` on, by address ascending, and its generation: the sealed one, until a look finds another; then a handoff seals
 * that. A shard that has no committee takes the first one at once, as there is nobody to hand over (assumption). That the outgoing committee still
 * makes frames is not asked for (assumption: else one that has lost its quorum would stay for good).
 */
export function committeeOfSession({ session, sealed, next, frame }: SessionOfCommittee): {
  readonly session: number;
  readonly members: readonly string[];
  readonly handsOver: boolean;
} {
  const [before, after] = [sealed, next].map((members) => members.toSorted(byBytes));
  if (before.length === 0) return { session, members: after, handsOver: false };
  const handsOver = isHandoffLook(frame) && !isSame(before, after);
  return handsOver ? { session: session + 1, members: after, handsOver } : { session, members: before, handsOver };
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((member, k) => member === other[k]);
