import { duskIncrementsWithin } from "./dusk-work.js";

/** A node that proves one increment after the other since `sinceFrame`, beginning with number `first`. */
export interface ProvingSpell {
  readonly first: number;
  readonly sinceFrame: number;
  readonly squaringsPerS: number;
}

/** Squarings of a spell of so many frames, `paceUs` each; exact while below 2^53. */
export function squaringsOf(frames: number, paceUs: number, squaringsPerS: number): number {
  const us = frames * paceUs;
  const seconds = Math.floor(us / 1_000_000);
  const restUs = us - seconds * 1_000_000;
  return seconds * squaringsPerS + Math.floor((restUs * squaringsPerS) / 1_000_000);
}

/** Increments completed in all frames of the spell before `frame`; the one in progress does not count. */
export function incrementsOf(
  { first, sinceFrame, squaringsPerS }: ProvingSpell,
  frame: number,
  paceUs: number,
): number {
  return duskIncrementsWithin(first, squaringsOf(frame - sinceFrame, paceUs, squaringsPerS));
}
