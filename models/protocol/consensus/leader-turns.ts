/**
 * Which frames a member of a shard makes where leaders come in turn (`consensus.simplexLeader`), without walking over frames.
 *
 * Assumptions: the view of a frame has the frame's number; a leader that is away is skipped, as one that was silent in the
 * last five views is (protocol.md 2.16), so that the next member by address which is present makes the frame.
 */

/** Of every `period` frames the `length` ones up to that whose number leaves the rest `last`. */
export interface LeaderTurns {
  readonly period: number;
  readonly last: number;
  readonly length: number;
}

/** All frames are one's own. */
export const everyFrame: LeaderTurns = { period: 1, last: 0, length: 1 };

const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor;

/** Number of the member, by address from 0, that makes a frame in a session (0 without sessions); −1 where nobody is present. */
export function makerInTurn(frame: number, isPresent: readonly boolean[], session = 0): number {
  const count = isPresent.length;
  for (let skipped = 0; skipped < count; skipped++) {
    const member = (frame + session + skipped) % count;
    if (isPresent[member]) return member;
  }
  return -1;
}

/** The frames of a session that a member makes, who is present: its own, and those of the absent ones just before it. */
export function turnsOf(member: number, isPresent: readonly boolean[], session = 0): LeaderTurns {
  const period = isPresent.length;
  let length = 1;
  while (length < period && !isPresent[modulo(member - length, period)]) length++;
  return { period, last: modulo(member - session, period), length };
}

/** First number of a turn, and how many frames of turns there are from it up to, not with, `offset` frames later. */
const startOf = ({ last, length }: LeaderTurns): number => last - length + 1;
const countTo = ({ period, length }: LeaderTurns, offset: number): number =>
  Math.floor(offset / period) * length + Math.min(modulo(offset, period), length);

/** How many of the frames from `from` up to, not with, `until` are one's own. */
export function framesLed(turns: LeaderTurns, from: number, until: number): number {
  const start = startOf(turns);
  return until <= from ? 0 : countTo(turns, until - start) - countTo(turns, from - start);
}

/** The n-th frame of one's own, counted from 1, among those from `from` on. */
export function frameOfTurn(turns: LeaderTurns, from: number, n: number): number {
  const start = startOf(turns);
  const before = countTo(turns, from - start) + n - 1;
  const rounds = Math.floor(before / turns.length);
  return start + rounds * turns.period + (before - rounds * turns.length);
}
