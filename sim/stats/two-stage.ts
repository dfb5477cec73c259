/**
 * How many pairs make an interval as narrow as asked, from the first of them: so many that the interval of their mean, with the
 * deviation that the first ones had, has that half-width. Means say nothing of deviations, so such an interval keeps its 95 %,
 * where one that is looked at until it is narrow does not.
 *
 * Source: Stein 1945, A Two-Sample Test for a Linear Hypothesis Whose Power is Independent of the Variance.
 */
import { estimate } from "./estimate.js";
import { tFactor } from "./t-interval.js";

/** `first`: two differences or more; `halfWidth`: above 0, in their unit. At least as many as there are. */
export function pairsNeeded(first: readonly number[], halfWidth: number): number {
  const reach = tFactor(first.length) * estimate(first).deviation!;
  return Math.max(first.length, Math.ceil((reach / halfWidth) ** 2));
}
