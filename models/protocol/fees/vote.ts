import { targetIntervalMs } from "../clock/frame-time.js";

/** Percent by which one vote may move the multiplier. Source: protocol.md `fees.vote` (node). */
const votePercentMax = 10;

/**
 * Multiplier that a frame's maker votes for, from the current one and the time since the previous frame, ms. A data-greedy
 * maker leaves it; a reward-greedy one lowers it after a *fast* frame and raises it after a slow one, by the percent of the
 * target interval missed, at most 10, truncated, and never below 1. (Fast frames, a sign of spare capacity, make fees fall.)
 * Source: protocol.md `fees.vote` (node rs:quil-engine/src/fees.rs).
 */
export function feeVote(current: bigint, sincePreviousMs: number, isRewardGreedy: boolean): bigint {
  if (!isRewardGreedy) return current;
  if (current === 0n) return 1n;
  const missedMs = sincePreviousMs - targetIntervalMs;
  const percent = Math.min(votePercentMax, Math.floor((Math.abs(missedMs) * 100) / targetIntervalMs));
  const step = (current * BigInt(percent)) / 100n;
  if (missedMs >= 0) return current + step;
  return current - step > 1n ? current - step : 1n;
}
