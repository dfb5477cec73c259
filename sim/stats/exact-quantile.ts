/**
 * The quantile of whole amounts in ascending order, as d3-array has it of numbers (R-7: between two of them in proportion),
 * rounded down. `percent` is a whole number from 0 to 100; throws `RangeError` if there are no values.
 */
export function exactQuantile(sorted: readonly bigint[], percent: number): bigint {
  if (sorted.length === 0) throw new RangeError("nothing has no quantile");
  const place = (sorted.length - 1) * percent;
  const below = Math.floor(place / 100);
  const first = sorted[below];
  const next = sorted[Math.min(below + 1, sorted.length - 1)];
  return first + ((next - first) * BigInt(place - 100 * below)) / 100n;
}
