/** Exact arithmetic on integers for amounts; every division names its rounding. */

/** ⌊√value⌋ for value ≥ 0, exact at any size (Newton from above). Throws `RangeError` below 0. */
export function integerSqrt(value: bigint): bigint {
  if (value < 0n) throw new RangeError(`square root of ${value}`);
  if (value < 2n) return value;
  const bits = value.toString(16).length * 4;
  // Any start at or above the root descends to its floor; this one is at most twice to four times too large.
  let root = 1n << BigInt((bits + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

let rootedLast = 1n;
let rootOfLast = 1n << 53n;

/** √value with 53 binary places, ⌊√value × 2^53⌋, for value ≥ 0. The last one is memoised, since all rings of a shard divide by the same. */
export function rootWith53Places(value: bigint): bigint {
  if (value !== rootedLast) {
    rootOfLast = integerSqrt(value << 106n);
    rootedLast = value;
  }
  return rootOfLast;
}

/** ⌊value^(1/2^n)⌋, exact: floors of nested square roots equal the floor of the root. */
export function integerRootOfPowerOfTwo(value: bigint, n: number): bigint {
  let root = value;
  for (let k = 0; k < n; k++) root = integerSqrt(root);
  return root;
}

/** a / b to the nearest integer, halves away from zero, for any signs; b ≠ 0. */
export function divRoundHalfAway(a: bigint, b: bigint): bigint {
  const negative = a < 0n !== b < 0n;
  const [size, by] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const rounded = (2n * size + by) / (2n * by);
  return negative ? -rounded : rounded;
}

/** value / √by to the nearest integer, halves away from zero, as if the root had endless digits; by > 0. */
export function divBySqrtRoundHalfAway(value: bigint, by: bigint): bigint {
  const square = value * value;
  const floor = integerSqrt(square / by);
  const doubled = 2n * floor + 1n;
  const nearest = doubled * doubled * by <= 4n * square ? floor + 1n : floor;
  return value < 0n ? -nearest : nearest;
}
