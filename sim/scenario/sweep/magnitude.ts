/**
 * Numbers and quantities as exact fractions of base units, so that 0.1, 0.2, 0.3 come out as they would be written, and
 * 12 h can be compared with 2 d.
 */
import type { Dimension } from "../../units/dimensions.js";
import type { Unit } from "../../units/unit.js";
import { written } from "../../units/format.js";
import { knownDimensions } from "../../units/schema.js";
import type { Plain } from "../tree.js";

export interface Magnitude {
  /** The kind of quantity and the unit it was written in; null for a plain number. */
  readonly unit: { readonly dimension: Dimension<number | bigint>; readonly unit: Unit } | null;
  /** Value in base units: numerator / denominator, the denominator positive. */
  readonly num: bigint;
  readonly den: bigint;
}

const decimal = /^([-+]?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d{1,3}))?(?:\s*([^\d\s].*))?$/u;

/** Longest text that is read as a number or quantity, as where quantities are parsed. */
const longestText = 400;

/** A number, or text with a known unit; undefined for anything else. */
export function readMagnitude(value: Plain): Magnitude | undefined {
  if (typeof value !== "number" && typeof value !== "string") return undefined;
  const text = String(value);
  const parts = text.length > longestText ? null : decimal.exec(text.trim());
  if (parts === null) return undefined;
  const [, sign, whole, fraction = "", exponent = "0", symbol] = parts;
  const unit = symbol === undefined ? null : unitOf(symbol);
  if (unit === undefined) return undefined;
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  const shift = fraction.length - Number(exponent) + (unit?.unit.places ?? 0);
  const num = digits * (unit?.unit.times ?? 1n) * 10n ** BigInt(Math.max(0, -shift));
  return { unit, num, den: (unit?.unit.over ?? 1n) * 10n ** BigInt(Math.max(0, shift)) };
}

/** A symbol belongs to one kind of quantity only. */
function unitOf(symbol: string): Magnitude["unit"] | undefined {
  for (const dimension of knownDimensions()) {
    const unit = dimension.units.find((candidate) => candidate.symbol === symbol);
    if (unit !== undefined) return { dimension, unit };
  }
  return undefined;
}

/** In words, with an article: what kind of value it is. */
export const kindOf = ({ unit }: Magnitude): string => unit?.dimension.what ?? "a plain number";

export const isSameKind = (a: Magnitude, b: Magnitude): boolean => a.unit?.dimension === b.unit?.dimension;

/** Negative, zero or positive as a is smaller than, equal to or larger than b. Both of one kind. */
export function compare(a: Magnitude, b: Magnitude): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** a + b · times / over, in the unit of a. */
export function plus(a: Magnitude, b: Magnitude, times: bigint, over = 1n): Magnitude {
  const den = a.den * b.den * over;
  return { unit: a.unit, num: a.num * b.den * over + b.num * times * a.den, den };
}

/**
 * As a scenario file would write it: rounded to a whole number of base units where the kind, or `whole`, wants one. Throws
 * `RangeError` for a quantity that none can say (`canBeWritten`).
 */
export function writeMagnitude({ unit, num, den }: Magnitude, whole: boolean): number | string {
  if (unit === null) return whole ? Number(roundedQuotient(num, den)) : quotient(num, den);
  const { dimension } = unit;
  if (dimension.form === "real") return written(dimension, quotient(num, den));
  const base = roundedQuotient(num, den);
  return written(dimension, dimension.form === "bigint" ? base : Number(base));
}

/** Whether a scenario file can say it: a share is never negative, and no quantity has more digits than are read. */
export function canBeWritten(magnitude: Magnitude): boolean {
  try {
    writeMagnitude(magnitude, false);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A magnitude of so many of the unit, for values that are computed in doubles; six digits are plenty there. */
export function magnitudeOf(unit: Magnitude["unit"], amount: number): Magnitude {
  const text = String(Number(amount.toPrecision(6)));
  return readMagnitude(unit === null ? text : `${text} ${unit.unit.symbol}`) as Magnitude;
}

/** How many of its own unit it is, to the nearest double. */
export function amountOf({ unit, num, den }: Magnitude): number {
  if (unit === null) return quotient(num, den);
  const { times, over, places } = unit.unit;
  return quotient(num * over * 10n ** BigInt(places), den * times);
}

/**
 * A value of a scenario file times a factor, as the file would write it; undefined where it is no quantity, where that is more than any file can
 * say (120 % of a share of all), and where rounding leaves the value that it was.
 */
export function scaledText(value: Plain, factor: number, whole: boolean): number | string | undefined {
  const magnitude = readMagnitude(value);
  if (magnitude === undefined) return undefined;
  const scaled = magnitudeOf(magnitude.unit, amountOf(magnitude) * factor);
  if (!canBeWritten(scaled)) return undefined;
  const written = writeMagnitude(scaled, whole);
  return written === writeMagnitude(magnitude, false) ? undefined : written;
}

/** Half away from zero is up: 2.5 becomes 3. */
function roundedQuotient(num: bigint, den: bigint): bigint {
  const doubled = 2n * num + den;
  const floor = doubled / (2n * den);
  return doubled < 0n && doubled % (2n * den) !== 0n ? floor - 1n : floor;
}

/** Through twenty and more decimal digits, which a double reads back without loss. */
function quotient(num: bigint, den: bigint): number {
  const digits = Math.max(0, 22 + den.toString().length - num.toString().length);
  return Number(`${(num * 10n ** BigInt(digits)) / den}e-${digits}`);
}
