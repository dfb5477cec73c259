import { estimate } from "./estimate.js";
import { exactEstimate } from "./exact-estimate.js";

/** How values of several replications differ. */
export interface Spread<Value> {
  readonly lowest: Value;
  readonly highest: Value;
  /** Sample standard deviation (n − 1), and the bounds of the 95 % confidence interval of the mean. */
  readonly deviation: Value;
  readonly lower95: Value;
  readonly upper95: Value;
}

/** The spread of numbers, or of whole amounts, in the order given; null of one value, which has none, and of mixed ones. */
export function spreadOf(values: readonly (number | bigint | string | null)[]): Spread<number | bigint> | null {
  if (values.length < 2) return null;
  if (values.every((value) => typeof value === "number")) return spreadFrom(estimate(values), values);
  return values.every((value) => typeof value === "bigint") ? spreadFrom(exactEstimate(values), values) : null;
}

function spreadFrom<Value extends number | bigint>(
  { deviation, lower, upper }: { readonly [bound in "deviation" | "lower" | "upper"]: Value | null },
  values: readonly Value[],
): Spread<Value> | null {
  if (deviation === null || lower === null || upper === null) return null;
  const lowest = values.reduce((a, b) => (b < a ? b : a));
  const highest = values.reduce((a, b) => (b > a ? b : a));
  return { lowest, highest, deviation, lower95: lower, upper95: upper };
}
