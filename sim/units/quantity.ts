/**
 * Reads a quantity as scenario files write it: a plain decimal number and a unit, `50 ms`, `154.16 GB`, `40/d`. Strict
 * on purpose: no exponents, no thousands, no signs, no guessing of units. Arithmetic is exact (scaled BigInt), so
 * 154.16 GB is 154160000000 bytes; only shares, growths and events per time are rounded, to the nearest double.
 */
import { distance } from "fastest-levenshtein";
import type { Dimension } from "./dimensions.js";
import type { Unit } from "./unit.js";
import * as say from "./messages.js";

export type Parsed<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly message: string };

/** digits · 10^−scale */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const decimalThenUnit = /^(\d+)(?:\.(\d+))?\s*(.*)$/u;
/** Room for the smallest double written out; texts are quoted up to `quoted`. */
const longestText = 400;
const quoted = 100;
const refuse = (message: string): { readonly ok: false; readonly message: string } => ({ ok: false, message });

/** The value of a written quantity in the dimension's base unit, or what is wrong with it. Never throws. */
export function parseQuantity<Value extends number | bigint>(
  dimension: Dimension<Value>,
  input: unknown,
): Parsed<Value> {
  const { what, examples, units } = dimension;
  if (input === null || typeof input === "object") return refuse(say.notEvenText(kindOf(input), what, examples[0]));
  // Of a text that is too long to be a quantity only the beginning is looked at and repeated.
  const whole = typeof input === "string" ? input : describe(input);
  const isLong = whole.length > longestText;
  const text = (isLong ? whole.slice(0, quoted) : whole).trim();
  const parts = isLong ? null : decimalThenUnit.exec(text);
  if (parts === null) {
    if (/^[+-]?\s*(nan|inf(inity)?|\.inf|\.nan)\b/iu.test(text)) return refuse(say.notFinite(text, what, examples[0]));
    if (/^-\s*[\d.]/u.test(text)) return refuse(say.negative(text, what));
    return refuse(say.notAQuantity(text.slice(0, quoted), what, examples[0]));
  }
  const [, integer, fraction = "", symbol] = parts;
  const number = fraction === "" ? integer : `${integer}.${fraction}`;
  if (symbol === "") return refuse(say.needsUnit(text, suggestions(dimension, number)));
  const unit = units.find((candidate) => candidate.symbol === symbol);
  if (unit === undefined) {
    if (/^([eE][+-]?\d|[.,_\d])/u.test(symbol)) return refuse(say.notAQuantity(text, what, examples[0]));
    return refuse(unknownUnit(dimension, symbol));
  }
  return evaluate(dimension, text, { digits: BigInt(integer + fraction), scale: fraction.length }, unit);
}

function kindOf(input: object | null): string {
  if (input === null) return "an empty value";
  return Array.isArray(input) ? "a list" : "a map";
}

/** What YAML read instead of a text: 50, 1e-9, NaN, true. */
function describe(input: unknown): string {
  return typeof input === "symbol" || typeof input === "function" ? typeof input : String(input);
}

function evaluate<Value extends number | bigint>(
  dimension: Dimension<Value>,
  text: string,
  { digits, scale }: Decimal,
  unit: Unit,
): Parsed<Value> {
  const { what, base, form, max, units } = dimension;
  const numerator = digits * unit.times;
  const places = scale + unit.places;
  const denominator = unit.over * 10n ** BigInt(places);
  if (numerator > max * denominator) return refuse(say.tooLarge(text, what, `${max} ${units[0].symbol}`));
  if (form === "real") {
    // One conversion and one division, each to the nearest double: 99.5 % is the double nearest to 0.995.
    return { ok: true, value: (Number(`${numerator}e-${places}`) / Number(unit.over)) as Value };
  }
  if (numerator % denominator !== 0n) {
    const nearest = (2n * numerator + denominator) / (2n * denominator);
    return refuse(say.notInteger(text, what, base, `${nearest} ${units[0].symbol}`));
  }
  const value = numerator / denominator;
  return { ok: true, value: (form === "bigint" ? value : Number(value)) as Value };
}

/** What the writer of a bare number may have meant: only texts that this parser accepts. */
function suggestions(dimension: Dimension<number | bigint>, number: string): readonly string[] {
  const meant = dimension.usual
    .map((symbol) => (symbol.startsWith("/") ? `${number}${symbol}` : `${number} ${symbol}`))
    .filter((text) => parseQuantity(dimension, text).ok);
  return meant.length > 0 ? meant : dimension.examples;
}

function unknownUnit({ what, units, aliases }: Dimension<number | bigint>, symbol: string): string {
  const all = units.map((unit) => unit.symbol);
  const meant = aliases.get(symbol);
  if (meant !== undefined) return say.unknownUnit(symbol, what, meant, all);
  const lowered = symbol.toLowerCase();
  const sameLetters = all.find((candidate) => candidate.toLowerCase() === lowered);
  if (sameLetters !== undefined) {
    const mixesBitsAndBytes = symbol.includes("b") && sameLetters.includes("B");
    return mixesBitsAndBytes ? say.bitsForBytes(symbol, what, sameLetters) : say.wrongCase(symbol, what, sameLetters);
  }
  const loweredAlias = aliases.get(lowered);
  if (loweredAlias !== undefined) return say.unknownUnit(symbol, what, loweredAlias, all);
  const nearest = all.reduce((best, candidate) =>
    distance(symbol, candidate) < distance(symbol, best) ? candidate : best,
  );
  return say.unknownUnit(symbol, what, nearest, all);
}
