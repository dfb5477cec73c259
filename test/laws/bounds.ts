/** How far chance takes a mean from what a law says: a right simulator goes beyond with the probability `falseAlarm`. */
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { falseAlarm } from "../goodness-of-fit.js";

/** Standard deviations that a normal variable keeps within, on either side. */
export const deviations: number = normalQuantile(1 - falseAlarm / 2, 0, 1);

/** The mean of independent values, and how far it may be from the law's, from the spread of the values themselves. */
export function meanOf(values: readonly number[]): { readonly mean: number; readonly within: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, within: tQuantile(1 - falseAlarm / 2, values.length - 1) * Math.sqrt(variance / values.length) };
}

/** Probabilities of 0, 1, … `most` − 1 events, and of `most` or more, where `mean` are expected. */
export function poissonProbabilities(mean: number, max: number): readonly number[] {
  const exact: number[] = [];
  for (let k = 0, p = Math.exp(-mean); k < max; k++, p *= mean / k) exact.push(p);
  return [...exact, 1 - exact.reduce((sum, p) => sum + p, 0)];
}

/** How often each of 0 … `most` was seen, more counting as `most`. */
export function tally(values: readonly number[], max: number): readonly number[] {
  const counts = Array.from({ length: max + 1 }, () => 0);
  for (const value of values) counts[Math.min(value, max)]++;
  return counts;
}
