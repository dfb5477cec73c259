/**
 * The exponent e with which a figure grows, as in size^e: the slope of the least-squares line through the logarithms. Needs
 * two sizes or more; throws `RangeError` for fewer, or for what has no logarithm.
 */
export function growthExponent(sizes: readonly number[], values: readonly number[]): number {
  const points = sizes.map((size, k) => [Math.log(size), Math.log(values[k])] as const);
  if (points.length < 2 || points.flat().some((value) => !Number.isFinite(value)))
    throw new RangeError(`growth needs two positive sizes and values or more, read ${sizes.join(", ")} and ${values.join(", ")}`); // prettier-ignore
  const [x, y] = [meanOf(points.map(([size]) => size)), meanOf(points.map(([, value]) => value))];
  const covariance = points.reduce((sum, [size, value]) => sum + (size - x) * (value - y), 0);
  return covariance / points.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How a figure grows over the rows of a group, in words; nothing where fewer than two of them were measured. */
export function growthText(
  what: string,
  points: readonly (readonly [size: number, value: number | undefined])[],
): readonly string[] {
  const known = points.flatMap(([size, value]) => (value === undefined ? [] : [[size, value] as const]));
  if (known.length < 2) return [];
  const [sizes, values] = [known.map(([size]) => size), known.map(([, value]) => value)];
  return [`${what} grows as size^${growthExponent(sizes, values).toFixed(2)} from ${sizes[0]} to ${sizes.at(-1)}`];
}
