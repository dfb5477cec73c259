/** A line that carries the copies of messages, each message's one after the other: how long they wait, and how much more waits where the line does not suffice. */
import type { BitsPerSecond, Bytes, DurationUs } from "../../sim/units/quantity-types.js";

export interface BurstQueue {
  /** Of what the line carries, from 1 on more than that. */
  readonly load: number;
  /** Mean wait behind copies of other messages; null: what waits grows. */
  readonly waitUs: DurationUs | null;
  /** Seconds of line that wait more after each second. */
  readonly growth: number;
}

export interface BurstLine {
  /** What is to be carried a second, of any kind. */
  readonly bytesPerS: number;
  readonly bitsPerS: BitsPerSecond;
  /** Copies of a message that leave together, and the size of each. */
  readonly copies: number;
  readonly bytes: Bytes;
}

/**
 * Messages come at random moments, each with as many copies: M/D/1 with the copies of one as its service,
 * ρ · copies · s / 2(1 − ρ). Members that have more or fewer copies to send make others wait longer or less.
 */
export function burstQueue({ bytesPerS, bitsPerS, copies, bytes }: BurstLine): BurstQueue {
  const load = (8 * bytesPerS) / bitsPerS;
  const burstUs = (8e6 * bytes * copies) / bitsPerS;
  return {
    load,
    waitUs: load < 1 ? (load * burstUs) / (2 * (1 - load)) : null,
    growth: Math.max(0, load - 1),
  };
}
