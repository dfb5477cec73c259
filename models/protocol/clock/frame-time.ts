/** What a frame is in time: the interval aimed at, and its proof of elapsed time. */

/** Interval between frames that difficulty is steered to, ms; global frames and every shard alike. Source: protocol.md `clock.frame` (node). */
export const targetIntervalMs = 10_000;

/** Bytes of a frame's verifiable-delay output: two class-group elements of 258. Source: protocol.md 1.2 (node). */
export const delayOutputBytes = 516;

/** Milliseconds that `frames` intervals take when the network runs on time. Exact up to 9·10^11 frames. */
export function targetDurationMs(frames: number): number {
  return frames * targetIntervalMs;
}
