/** The middle one of the values, or the mean of the two in the middle. Throws `RangeError` if there are none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("nothing has no median");
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
