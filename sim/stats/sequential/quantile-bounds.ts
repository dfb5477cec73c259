/** Bounds of a quantile by order statistics: no word of how values are distributed. */
import { probabilityBounds } from "./bernoulli-sequence.js";

/**
 * The values of a sample between which a quantile lies, with the error `alpha` over all looks together: those below and up to which
 * the share of the distribution is known to be less, and more, than `share`. Infinite where no value is known to bound it.
 */
export function quantileBounds(
  sorted: readonly number[],
  share: number,
  alpha: number,
): { readonly lower: number; readonly upper: number } {
  const trials = sorted.length;
  const known = (successes: number) => probabilityBounds({ successes, trials }, alpha);
  // Both bounds rise with the number of values below, so that halving finds where they cross.
  const below = firstWhere(trials, (k) => known(k + 1).upper >= share) - 1;
  const above = firstWhere(trials, (k) => known(k).lower > share);
  return {
    lower: below < 0 ? Number.NEGATIVE_INFINITY : sorted[below],
    upper: above === trials ? Number.POSITIVE_INFINITY : sorted[above],
  };
}

/** The first index for which it is so, where it is so for all behind it; the count where for none. */
function firstWhere(count: number, isSo: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
