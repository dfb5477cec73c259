/** The functions that formulas may call: fixed steps of exact operations, so that they give the same in every engine. */
import { exp, ln, pow } from "../portable-math.js";
import type { Dims } from "./node.js";

/** Lowest and highest value of something; both are reached, or beyond what is. */
export type Interval = readonly [low: number, high: number];

export interface FormulaFunction {
  readonly name: string;
  readonly about: string;
  /** How it is written, and with how many parts: at least, and at most. */
  readonly form: string;
  readonly parts: readonly [min: number, max: number];
  /** `number`: of plain numbers only; `root`: halves the exponents of units; `same`: keeps them, and its parts are of a kind. */
  readonly units: "number" | "root" | "same";
  readonly of: (...parts: readonly number[]) => number;
  /** Bounds of the value from bounds of its parts; NaN where it has no value for any of them. */
  readonly bounds: (...parts: readonly Interval[]) => Interval;
}

/** Of a function that never falls. */
const rising =
  (of: (x: number) => number, lowest = Number.NEGATIVE_INFINITY) =>
  ([low, high]: Interval): Interval =>
    high < lowest ? [Number.NaN, Number.NaN] : [of(Math.max(low, lowest)), of(high)];

const one = (
  name: string,
  about: string,
  units: FormulaFunction["units"],
  of: (x: number) => number,
  lowest?: number,
): FormulaFunction => ({ name, about, form: `${name}(x)`, parts: [1, 1], units, of, bounds: rising(of, lowest) });

const absolute = ([low, high]: Interval): Interval =>
  low >= 0 ? [low, high] : high <= 0 ? [-high, -low] : [0, Math.max(-low, high)];

export const formulaFunctions: readonly FormulaFunction[] = [
  one("sqrt", "square root", "root", Math.sqrt, 0),
  one("exp", "e to the power x", "number", exp),
  one("ln", "natural logarithm", "number", ln, 0),
  one("log2", "logarithm to the base 2", "number", (x) => ln(x) / ln(2), 0),
  one("floor", "rounded down to a whole number", "number", Math.floor),
  one("ceil", "rounded up to a whole number", "number", Math.ceil),
  { name: "abs", about: "without its sign", form: "abs(x)", parts: [1, 1], units: "same", of: Math.abs, bounds: absolute },
  {
    name: "min",
    about: "the smallest",
    form: "min(a, b, …)",
    parts: [2, 16],
    units: "same",
    of: (...parts) => parts.reduce((a, b) => Math.min(a, b)),
    bounds: (...parts) => parts.reduce(([a, b], [low, high]) => [Math.min(a, low), Math.min(b, high)]),
  },
  {
    name: "max",
    about: "the largest",
    form: "max(a, b, …)",
    parts: [2, 16],
    units: "same",
    of: (...parts) => parts.reduce((a, b) => Math.max(a, b)),
    bounds: (...parts) => parts.reduce(([a, b], [low, high]) => [Math.max(a, low), Math.max(b, high)]),
  },
]; // prettier-ignore

/** The conditional, whose first part is a comparison: not a function of values. */
export const conditional = { name: "if", form: "if(condition, then, else)", about: "one of two values" } as const;

export const power = (base: number, exponent: number): number => pow(base, exponent);

/** Bounds of a power: at the corners, for a base that is not negative; else nothing is known of it. */
export function powerBounds(base: Interval, exponent: Interval): Interval {
  if (base[0] < 0) {
    const isPoint = base[0] === base[1] && exponent[0] === exponent[1];
    const value = pow(base[0], exponent[0]);
    return isPoint ? [value, value] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  }
  const corners = base.flatMap((b) => exponent.map((e) => pow(b, e))).filter((value) => !Number.isNaN(value));
  return [corners.reduce((a, b) => Math.min(a, b)), corners.reduce((a, b) => Math.max(a, b))];
}

export const isSameDims = (one: Dims, other: Dims): boolean =>
  one.every((exponent, k) => Math.abs(exponent - other[k]) < 1e-9);
