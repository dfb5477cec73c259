/**
 * Quantities as a column of a table: numbers in one unit, which its heading names. Read back with that unit, a number is
 * the very value.
 */
import type { Dimension } from "./dimensions.js";
import type { Unit } from "./unit.js";
import { amountIn } from "./format.js";
import { parseQuantity } from "./quantity.js";

export interface QuantityColumn {
  /** For the end of a heading: `h`, `bytes`, `per_d`, `share`. */
  readonly suffix: string;
  readonly values: readonly (number | bigint)[];
}

/**
 * Texts of one kind of quantity as a column; undefined if one of them is none. The unit is that of the first text in
 * `preferred` that is not zero, if all values are exact in it; else the largest in which they are. What people write in
 * percent is a share of one.
 */
export function quantityColumn(
  dimension: Dimension<number | bigint>,
  texts: readonly unknown[],
  preferred: readonly unknown[] = texts,
): QuantityColumn | undefined {
  const values: (number | bigint)[] = [];
  for (const text of texts) {
    const parsed = parseQuantity(dimension, text);
    if (!parsed.ok) return undefined;
    values.push(parsed.value);
  }
  if (isShare(dimension)) return { suffix: dimension.base.replace(" a ", "_per_"), values };
  for (const unit of candidates(dimension, preferred)) {
    const amounts = values.map((value) => amountIn(dimension, unit, value));
    if (amounts.every((amount) => amount !== null)) return { suffix: suffixOf(unit), values: amounts };
  }
  // A whole number of base units is exact, however large.
  return { suffix: suffixOf(dimension.units[0]), values };
}

const isShare = ({ units }: Dimension<number | bigint>): boolean => units.some(({ places }) => places > 0);

function candidates(dimension: Dimension<number | bigint>, preferred: readonly unknown[]): Unit[] {
  const { units, printed } = dimension;
  const written = preferred.find((text) => {
    const parsed = parseQuantity(dimension, text);
    return parsed.ok && Number(parsed.value) !== 0;
  });
  const symbol = typeof written === "string" ? /^[\d.\s]*(.*?)\s*$/u.exec(written)?.[1] : undefined;
  return [symbol, ...printed.toReversed()].flatMap((wanted) => units.filter((unit) => unit.symbol === wanted));
}

/** Symbols that a heading would not show as they are: capitals, slashes, letters beyond ASCII, two spellings of one. */
const spelt: ReadonlyMap<string, string> = new Map([
  ["µs", "us"],
  ["week", "weeks"],
  ["month", "months"],
  ["y", "years"],
  ["B", "bytes"],
  ["B/s", "bytes_per_s"],
  ["unit", "units"],
  ["frame", "frames"],
]);

const suffixOf = ({ symbol }: Unit): string =>
  spelt.get(symbol) ?? symbol.toLowerCase().replace(/^\//, "per_").replace("/", "_per_");
