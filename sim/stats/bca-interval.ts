/**
 * The bias-corrected and accelerated bootstrap: an interval that follows the skew of its sample and never leaves what the
 * statistic can be. Of few values plain percentiles are too narrow, as an interval with a normal factor in place of
 * Student's t would be; they are widened by as much as the two differ.
 *
 * Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, 14.3; the widening: Hesterberg 2015, What Teachers
 * Should Know About the Bootstrap, "expanded percentile".
 */
import { quantileSorted } from "d3-array";
import { normalProbability, normalQuantile } from "./distributions.js";
import { resampleCount, resamples } from "./resamples.js";
import { tFactor } from "./t-interval.js";

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

export interface BcaOptions {
  /** What is estimated; the mean unless given. It must not keep the array that it gets. */
  readonly statistic?: (values: Float64Array) => number;
  /** Standard errors to either side, before bias and skew move the ends; widened ones of a 95 % interval unless given. */
  readonly reach?: number;
}

/** Of at least three values that are not all equal, and at most 65,535. */
export function bcaInterval(values: readonly number[], options: BcaOptions = {}): Interval {
  const size = values.length;
  const { statistic = meanOf, reach = Math.sqrt(size / (size - 1)) * tFactor(size) } = options;
  const sample = Float64Array.from(values);
  const drawn = drawnStatistics(sample, statistic);
  const bias = normalQuantile(shareBelow(drawn, statistic(sample)));
  const acceleration = accelerationOf(sample, statistic);
  const at = (z: number): number =>
    quantileSorted(drawn as ArrayLike<number> as number[], shifted(bias + z, bias, acceleration))!;
  return { lower: at(-reach), upper: at(reach) };
}

/** Statistics of all resamples, ascending. */
function drawnStatistics(sample: Float64Array, statistic: (values: Float64Array) => number): Float64Array {
  const { length } = sample;
  const rows = resamples(length);
  const values = new Float64Array(length);
  const drawn = new Float64Array(resampleCount);
  for (let row = 0; row < resampleCount; row++) {
    for (let k = 0, at = row * length; k < length; k++, at++) values[k] = sample[rows[at]];
    drawn[row] = statistic(values);
  }
  return drawn.sort();
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k];
  return sum / values.length;
}

/** Ties count half: counts have many. Neither 0 nor 1, whose quantiles are infinite. */
function shareBelow(sorted: Float64Array, observed: number): number {
  let below = 0;
  for (const value of sorted) below += value < observed ? 1 : value === observed ? 0.5 : 0;
  return Math.min(Math.max(below, 0.5), sorted.length - 0.5) / sorted.length;
}

/** By the jackknife: a sixth of the skewness of the statistics without one of the values each. */
export function accelerationOf(sample: Float64Array, statistic: (values: Float64Array) => number): number {
  const without = new Float64Array(sample.length - 1);
  const left = Float64Array.from(sample, (_unused, out) => {
    without.set(sample.subarray(0, out));
    without.set(sample.subarray(out + 1), out);
    return statistic(without);
  });
  const mean = meanOf(left);
  let squares = 0;
  for (const value of left) squares += (mean - value) * (mean - value);
  const length = Math.sqrt(squares);
  if (length === 0) return 0;
  // Divided first: the cubes of tiny values would be nothing.
  let cubes = 0;
  for (const value of left) cubes += ((mean - value) / length) * ((mean - value) / length) * ((mean - value) / length);
  return cubes / 6;
}

/** The percentile that stands for a normal score. Where skew is stronger than the formula bears, the outermost. */
function shifted(score: number, bias: number, acceleration: number): number {
  const divisor = 1 - acceleration * score;
  if (divisor <= 0) return score > 0 ? 1 : 0;
  return normalProbability(bias + score / divisor);
}
