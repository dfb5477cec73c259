/**
 * Prints quantities. `written` is exact: reading it again gives the same number, so resolved scenario files use it.
 * `rounded` is human-readable: three significant digits in the largest unit that fits.
 */
import type { Dimension } from "./dimensions.js";
import type { Unit } from "./unit.js";
import { parseQuantity } from "./quantity.js";

/**
 * The shortest text that the parser reads as this value (of equally short ones, that in the larger unit). Throws
 * `RangeError` for a value that no text gives: negative, not finite, not whole where it must be, or too large.
 */
export function written<Value extends number | bigint>(dimension: Dimension<Value>, value: Value): string {
  if (Number(value) === 0) return join("0", unitNamed(dimension, dimension.usual[0]));
  let best: string | undefined;
  for (const unit of [dimension.units[0], ...printedUnits(dimension)]) {
    const number = numberIn(unit, value);
    if (number === null) continue;
    const text = join(number, unit);
    const parsed = parseQuantity(dimension, text);
    if (parsed.ok && parsed.value === value && (best === undefined || text.length <= best.length)) best = text;
  }
  if (best === undefined) throw new RangeError(`${dimension.what}: read ${value}, which no text gives`);
  return best;
}

/** Human-readable, for example `1.65 TB`; not exact. Throws `RangeError` unless the value is finite and not negative. */
export function rounded<Value extends number | bigint>(dimension: Dimension<Value>, value: Value): string {
  const amount = Number(value);
  if (!(amount >= 0 && amount < Infinity)) throw new RangeError(`${dimension.what}: read ${value}`);
  if (amount === 0) return join("0", unitNamed(dimension, dimension.usual[0]));
  const decimal = printedUnits(dimension).filter((unit) => !/^[KMGTP]i/u.test(unit.symbol));
  const unit = decimal.findLast((candidate) => amount >= sizeOf(candidate)) ?? decimal[0];
  return join(plain(Number((amount / sizeOf(unit)).toPrecision(3))), unit);
}

/** How many of the unit a value is, if a double, or a whole number, says so exactly: read again, it is the same value. */
export function amountIn<Value extends number | bigint>(
  dimension: Dimension<Value>,
  unit: Unit,
  value: Value,
): number | null {
  const text = numberIn(unit, value);
  if (text === null) return null;
  const amount = Number(text);
  const read = parseQuantity(dimension, join(plain(amount), unit));
  return read.ok && read.value === value ? amount : null;
}

const unitNamed = ({ units }: Dimension<number | bigint>, symbol: string): Unit =>
  units.find((unit) => unit.symbol === symbol) as Unit;
const printedUnits = (dimension: Dimension<number | bigint>): readonly Unit[] =>
  dimension.printed.map((symbol) => unitNamed(dimension, symbol));
const sizeOf = ({ times, over, places }: Unit): number =>
  Number(times) / (Number(over) * Number(10n ** BigInt(places)));
const join = (number: string, { symbol }: Unit): string => number + (symbol.startsWith("/") ? "" : " ") + symbol;

/** The value counted in the unit, as a plain decimal; null if it has none of reasonable length. */
function numberIn(unit: Unit, value: number | bigint): string | null {
  if (typeof value === "bigint" || Number.isSafeInteger(value)) return exactDecimal(unit, BigInt(value));
  if (!(value >= 0 && value < Infinity)) return null;
  if (unit.times === 1n && unit.over === 1n) return plain(value, unit.places);
  // In another unit a double is off by rounding: the nearest of 15 digits is what a person would have written.
  return plain(Number((value / sizeOf(unit)).toPrecision(15)));
}

function exactDecimal({ times, over, places }: Unit, value: bigint): string | null {
  const numerator = value * over * 10n ** BigInt(places);
  const whole = numerator / times;
  let rest = numerator % times;
  let fraction = "";
  while (rest !== 0n && fraction.length < 30) {
    rest *= 10n;
    fraction += (rest / times).toString();
    rest %= times;
  }
  if (rest !== 0n) return null;
  return fraction === "" ? `${whole}` : `${whole}.${fraction}`;
}

/** value · 10^places, value ≥ 0, exactly as its shortest digits say and without exponent. */
function plain(value: number, places = 0): string {
  const [mantissa, exponent = "0"] = String(value).split("e");
  const [whole, fraction = ""] = mantissa.split(".");
  const point = whole.length + Number(exponent) + places;
  const zeros = Math.max(0, 1 - point);
  const digits = ("0".repeat(zeros) + whole + fraction).padEnd(zeros + point, "0");
  const integer = digits.slice(0, zeros + point).replace(/^0+(?=\d)/u, "");
  const rest = digits.slice(zeros + point);
  return rest === "" ? integer : `${integer}.${rest}`;
}
