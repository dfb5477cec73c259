/** How narrow intervals are to be, and how many pairs that takes. */
import { pairsNeeded } from "../../stats/two-stage.js";
import { pairedValues } from "./compared-metrics.js";
import type { Pair } from "./pairs.js";

/** Half the width of a 95 % interval of a difference: a share of the mean of A, or an amount in the unit of the metric. */
export type Precision = { readonly share: number } | { readonly amount: number };

/**
 * Pairs in all, of which these are the first. A metric whose mean is zero has no share of it, and one that has no value in
 * some run no interval: neither asks for any.
 */
export function pairsFor(first: readonly Pair[], names: readonly string[], precision: Precision): number {
  const counts = names.map((name) => {
    const values = pairedValues(first, name);
    if (values === undefined || values.differences.length < first.length) return first.length;
    const meanA = values.a.reduce((sum, value) => sum + value, 0) / first.length;
    const halfWidth = "share" in precision ? precision.share * Math.abs(meanA) : precision.amount;
    return halfWidth === 0 ? first.length : pairsNeeded(values.differences, halfWidth);
  });
  return Math.max(first.length, ...counts);
}
