/** Human-readable quantities, rounded; never for files. */

const durations: readonly (readonly [seconds: number, symbol: string])[] = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
];

/** Seconds in the largest unit of which there are at least two: `3.5 h`, `12 s`. */
export function durationText(seconds: number): string {
  const [unit, symbol] = durations.find(([size]) => seconds >= 2 * size) ?? [1, "s"];
  const value = seconds / unit;
  return `${value < 10 && value !== Math.round(value) ? value.toFixed(1) : Math.round(value)} ${symbol}`;
}

/** Bytes in powers of 1000: `1.4 GB`. */
export function bytesText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  let value = bytes;
  let k = 0;
  for (; value >= 999.5 && k < units.length - 1; k++) value /= 1000;
  return `${value < 10 && k > 0 ? value.toFixed(1) : Math.round(value)} ${units[k]}`;
}

/** A whole number with commas between thousands. */
export const countText = (count: number): string => String(Math.round(count)).replaceAll(/\B(?=(\d{3})+$)/g, ",");

/**
 * So many of something: `1 worker`, `2,000 workers`. An amount that is a text or exact stands as it is, and is one where it says so; `one` may be
 * several words, of which the last has the plural unless `many` says otherwise.
 */
export const counted = (count: number | bigint | string, one: string, many = `${one}s`): string => {
  const text = typeof count === "number" ? countText(count) : String(count);
  return `${text} ${text === "1" ? one : many}`;
};

/** Four digits say enough; thousands are set apart. Whole amounts, which are texts, stand as they are. */
export function amountText(value: number | string): string {
  if (typeof value === "string") return value;
  const [whole, fraction] = String(Number(value.toPrecision(Math.abs(value) >= 1000 ? 15 : 4))).split(".");
  const grouped = /^-?\d+$/.test(whole) ? whole.replaceAll(/\B(?=(\d{3})+$)/g, ",") : whole;
  return fraction === undefined || Math.abs(value) >= 1000 ? grouped : `${grouped}.${fraction}`;
}
