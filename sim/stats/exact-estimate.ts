import type { Estimate } from "./estimate.js";
import { tFactor } from "./t-interval.js";

/**
 * The same of whole amounts of any size, whose sums and squares are exact: the mean is rounded down to a whole amount, the
 * deviation to the nearest below, the bounds outwards. Throws `RangeError` if there are no values.
 */
export function exactEstimate(values: readonly bigint[]): Estimate<bigint> {
  const count = BigInt(values.length);
  if (count === 0n) throw new RangeError("nothing has no mean");
  const total = values.reduce((sum, value) => sum + value, 0n);
  const mean = divFloor(total, count);
  if (count === 1n) return { count: 1, mean, deviation: null, lower: null, upper: null };
  const squares = values.reduce((sum, value) => sum + value * value, 0n);
  // n Σx² − (Σx)² = n (n − 1) s², without a rounding.
  const spread = count * squares - total * total;
  const deviation = squareRoot(spread / (count * (count - 1n)));
  // Half the width in millionths of an amount: t² s² / n = factor² spread / (n² (n − 1)).
  const factor = BigInt(Math.ceil(tFactor(values.length) * 1e6));
  const half = squareRoot((factor * factor * spread) / (count * count * (count - 1n)));
  return {
    count: values.length,
    mean,
    deviation,
    lower: divFloor(total * 1_000_000n - half * count, count * 1_000_000n),
    upper: -divFloor(-(total * 1_000_000n + half * count), count * 1_000_000n),
  };
}

function divFloor(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

/** The largest whole number whose square is not above the value (Newton's method, from above). */
function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}
