import { deviation as deviationOf, fsum } from "d3-array";
import { tFactor } from "./t-interval.js";

/** Of one value no deviation and no interval is known: they are null. */
export interface Estimate<Value> {
  readonly count: number;
  readonly mean: Value;
  /** Sample standard deviation (n − 1). */
  readonly deviation: Value | null;
  /** Bounds of the 95 % confidence interval of the mean, by Student's t. */
  readonly lower: Value | null;
  readonly upper: Value | null;
}

/** Mean, deviation and interval of values. Throws `RangeError` if there are none. */
export function estimate(values: readonly number[]): Estimate<number> {
  const count = values.length;
  if (count === 0) throw new RangeError("nothing has no mean");
  // Equal values differ from a quotient by rounding at most, which is no deviation.
  const isConstant = values.every((value) => value === values[0]);
  const mean = isConstant ? values[0] : fsum(values) / count;
  if (count === 1) return { count, mean, deviation: null, lower: null, upper: null };
  const deviation = isConstant ? 0 : deviationOf(values)!;
  const half = (tFactor(count) * deviation) / Math.sqrt(count);
  return { count, mean, deviation, lower: mean - half, upper: mean + half };
}
