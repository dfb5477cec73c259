/** How the data of the start are divided over the shards, and their growth. */
import { pow } from "../../sim/units/portable-math.js";

/** Whole bytes of each of `count` shards, largest first, that add up to `worldBytes`: equal, or as 1/k^skew. */
export function divideWorld({
  worldBytes,
  count,
  skew,
}: {
  worldBytes: number;
  count: number;
  skew: number;
}): number[] {
  const { weights, total } = zipf(count, skew);
  const sizes = weights.map((weight) => Math.floor((worldBytes * weight) / total));
  // What rounding down left over, a byte each from the largest on.
  let rest = worldBytes - sizes.reduce((sum, size) => sum + size, 0);
  for (let k = 0; rest > 0; k = (k + 1) % count, rest--) sizes[k]++;
  return sizes;
}

/** Parts of the growth of all data that `count` shards have by rank, largest first, as 1/k^skew; they add up to 1. */
export function growthShares(count: number, skew: number): number[] {
  const { weights, total } = zipf(count, skew);
  return weights.map((weight) => weight / total);
}

function zipf(count: number, skew: number): { readonly weights: readonly number[]; readonly total: number } {
  const weights = Array.from({ length: count }, (_unused, k) => pow(k + 1, -skew));
  return { weights, total: weights.reduce((sum, weight) => sum + weight, 0) };
}

/** Skew of `zipf 0.8`; 0 for `none`. */
export const skewExponent = (skew: string): number => (skew === "none" ? 0 : Number(skew.slice("zipf ".length)));
