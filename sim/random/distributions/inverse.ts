/**
 * Distributions as functions of one uniform number u in [0, 1): the value that a share u of draws stays below. One
 * number a draw, and a larger u never gives a smaller value, so paired runs under one seed stay paired when a parameter
 * changes. With `purpose.uniform(entity, counter)` as u a draw allocates nothing. All throw `RangeError` for parameters
 * outside the range that their text names.
 */
import standardNormal from "@stdlib/stats-base-dists-normal-quantile";
import { exp, log1p, pow } from "../../units/portable-math.js";
import { requireRange } from "./require-range.js";

/** Between `from` (inclusive) and `to`; both finite, from ≤ to. */
export function uniformAt(u: number, { from, to }: { readonly from: number; readonly to: number }): number {
  requireRange(Number.isFinite(to - from) && from <= to, "uniform", "finite bounds in order", [from, to]);
  return from + u * (to - from);
}

/** Waiting time with the given mean ≥ 0: −mean · ln(1 − u). */
export function exponentialAt(u: number, mean: number): number {
  requireRange(mean >= 0 && mean < Infinity, "exponential", "a mean from 0", [mean]);
  return -mean * log1p(-u);
}

/** Half of the distance between two values of u: keeps the normal quantile finite and exactly symmetric. */
const halfStep = 1 / 18_014_398_509_481_984;

/** Normal with the given mean and standard deviation ≥ 0; at most 8.3 deviations from the mean. */
export function normalAt(
  u: number,
  { mean, deviation }: { readonly mean: number; readonly deviation: number },
): number {
  requireRange(Number.isFinite(mean) && deviation >= 0 && deviation < Infinity, "normal", "a deviation from 0", [
    deviation,
  ]);
  const z = u < 0.5 ? standardNormal(u + halfStep, 0, 1) : -standardNormal(1 - u - halfStep, 0, 1);
  return mean + deviation * z;
}

/** Log-normal: half of the values lie below `median` > 0; `sigma` ≥ 0 is the deviation of the logarithm. */
export function logNormalAt(u: number, { median, sigma }: { readonly median: number; readonly sigma: number }): number {
  requireRange(median > 0 && median < Infinity, "log-normal", "a median above 0", [median]);
  return median * exp(normalAt(u, { mean: 0, deviation: sigma }));
}

/** Pareto: from `least` > 0 on, P(X > x) = (least / x)^shape with shape > 0. Its mean is infinite for shape ≤ 1. */
export function paretoAt(u: number, { min, shape }: { readonly min: number; readonly shape: number }): number {
  requireRange(min > 0 && min < Infinity && shape > 0, "Pareto", "a least value and a shape above 0", [min, shape]);
  return min * pow(1 - u, -1 / shape);
}

/** Weibull: P(X > x) = exp(−(x / scale)^shape), scale and shape > 0. Shape 1 is the exponential. */
export function weibullAt(u: number, { scale, shape }: { readonly scale: number; readonly shape: number }): number {
  requireRange(scale > 0 && scale < Infinity && shape > 0, "Weibull", "a scale and a shape above 0", [scale, shape]);
  return scale * pow(-log1p(-u), 1 / shape);
}

/** Failures before the first success (0, 1, 2 …) when each trial succeeds with probability `share`, from 1e-9 to 1. */
export function geometricAt(u: number, share: number): number {
  requireRange(share >= 1e-9 && share <= 1, "geometric", "a share from 1e-9 to 1", [share]);
  return share === 1 ? 0 : Math.floor(log1p(-u) / log1p(-share));
}
