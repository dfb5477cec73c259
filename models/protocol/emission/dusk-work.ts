/** Dusk's work in closed form: the sum of `duskDifficulty` over a run of increments, and its inverse. */
import { duskDifficultyFloor } from "./dusk-difficulty.js";

/** Increment at which the work reaches its floor: 200 000 − 700 000 / 4 = 25 000. */
export const duskFloorIncrement = 700_000;
const firstDifficulty = 200_000;

/**
 * Squarings of the increments 0 … n − 1 together: 200 000 · n − Σ ⌊k/4⌋ up to the floor, 25 000 each from there.
 * Exact for n up to 3·10^11. Source: protocol.md `emission.dusk.difficulty`, summed.
 */
export function duskWorkBefore(n: number): number {
  const falling = Math.min(n, duskFloorIncrement);
  const quarters = Math.floor(falling / 4);
  const saved = 2 * quarters * (quarters - 1) + (falling - 4 * quarters) * quarters;
  return firstDifficulty * falling - saved + duskDifficultyFloor * (n - falling);
}

/**
 * How many increments a node completes with `squarings` of work when the next one to do is number `first`: the largest
 * n with work(first … first + n − 1) ≤ squarings. Exact for sums below 2^53.
 */
export function duskIncrementsWithin(first: number, squarings: number): number {
  const reachable = duskWorkBefore(first) + squarings;
  // No increment takes less than the floor or more than the first one.
  let low = Math.floor(squarings / firstDifficulty);
  let high = Math.floor(squarings / duskDifficultyFloor);
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2);
    if (duskWorkBefore(first + middle) <= reachable) low = middle;
    else high = middle - 1;
  }
  return low;
}
