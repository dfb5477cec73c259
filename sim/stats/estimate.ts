import { tFactor } from "./t-interval.js";

/** Of one value no deviation and no interval is known: they are null. */
export interface Estimate<Value> {
  readonly count: number;
  readonly mean: Value;
  /** Sample standard deviation (n − 1). */
  readonly deviation: Value | null;
  /** Bounds of the 95 % confidence interval of the mean. */
  readonly lower: Value | null;
  readonly upper: Value | null;
}

/** Mean, deviation and interval of values, summed in the order given. Throws `RangeError` if there are none. */
export function estimate(values: readonly number[]): Estimate<number> {
  const count = values.length;
  if (count === 0) throw new RangeError("nothing has no mean");
  const mean = sum(values) / count;
  if (count === 1) return { count, mean, deviation: null, lower: null, upper: null };
  // Equal values differ from their mean by rounding at most, which is no deviation.
  const isConstant = values.every((value) => value === values[0]);
  const deviation = isConstant
    ? 0
    : Math.sqrt(sum(values.map((value) => (value - mean) * (value - mean))) / (count - 1));
  const half = (tFactor(count) * deviation) / Math.sqrt(count);
  return { count, mean: isConstant ? values[0] : mean, deviation, lower: mean - half, upper: mean + half };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
