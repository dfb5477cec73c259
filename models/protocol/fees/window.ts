/** Votes that a shard's fee window holds at most. Source: protocol.md `fees.window` (node). */
export const feeWindowLimit = 360;

/** Multiplier of a shard without votes. Source: protocol.md `fees.window` (node). */
export const defaultFeeMultiplier = 100n;

/** A vote for a fee multiplier, from a frame's header. */
export interface FeeVote {
  readonly frame: number;
  readonly multiplier: bigint;
}

/** The newest votes of one shard, oldest first, frames ascending. */
export type FeeWindow = readonly FeeVote[];

/**
 * The window after one more vote, the oldest dropped beyond `limit` (never more than 360), or null when the vote is
 * refused: its frame is not above the last one's. Source: protocol.md `fees.window` (node rs:quil-engine/src/fees.rs).
 */
export function addFeeVote(window: FeeWindow, vote: FeeVote, limit: number = feeWindowLimit): FeeWindow | null {
  const last = window.at(-1);
  if (last !== undefined && vote.frame <= last.frame) return null;
  const kept = Math.min(limit, feeWindowLimit);
  return kept === 0 ? [] : [...window, vote].slice(-kept);
}

/** The window after going back to `frame`: votes of later frames are gone, what had slid out before does not return. */
export function rewindFeeWindow(window: FeeWindow, frame: number): FeeWindow {
  return window.filter((vote) => vote.frame <= frame);
}

/** ⌊mean of the votes⌋, 100 without votes. Source: protocol.md `fees.window` (node). */
export function windowMultiplier(window: FeeWindow): bigint {
  if (window.length === 0) return defaultFeeMultiplier;
  return window.reduce((sum, vote) => sum + vote.multiplier, 0n) / BigInt(window.length);
}
