/**
 * The interval of the mean of values that are never below zero and spread over orders of magnitude, as independent estimates of a small
 * probability do: Student's t on the logarithm of the mean, with bias and error of that by the jackknife (Tukey 1958).
 *
 *     n ln(mean of all) − (n − 1) ln(mean without the k-th)      one pseudo-value a value; t of these
 *
 * It is no mean of logarithms, which would estimate something smaller, and goes further above the mean than below, as such values are
 * skewed. Of products of shares of 100 paths, 10 to 40 of them, a nominal 95 % interval covers the truth in 93.5 to 95 of 100
 * cases, of shares of 50 in 91.5 to 95, in a simulation of its own; the test asks for 93 to 97 and 90 to 97. The error is spent over looks as in `mean-sequence.ts`.
 */
import { fsum } from "d3-array";
import { exp, ln } from "../../units/portable-math.js";
import { tQuantile } from "../distributions.js";
import { estimate } from "../estimate.js";
import { type MeanBounds, spentAt } from "./mean-sequence.js";

/** `values`: one or more, none below zero. From 0 to infinity where fewer than two are above zero. */
export function positiveMeanBounds(values: readonly number[], alpha: number, look: number): MeanBounds {
  const { count, mean } = estimate(values);
  if (values.filter((value) => value > 0).length < 2) return { mean, lower: 0, upper: Number.POSITIVE_INFINITY };
  // Relative to the mean, so that nothing is too small to be told from zero.
  const relative = values.map((value) => value / mean);
  const sum = fsum(relative);
  const pseudo = relative.map((value) => count * ln(sum / count) - (count - 1) * ln((sum - value) / (count - 1)));
  const { mean: center, deviation } = estimate(pseudo);
  const half = (tQuantile(1 - spentAt(alpha, look) / 2, count - 1) * deviation!) / Math.sqrt(count);
  return { mean, lower: mean * exp(center - half), upper: mean * exp(center + half) };
}
