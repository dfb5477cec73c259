/**
 * Powers of two with a fraction, exact enough to truncate: 2^−(over / under), with 256 binary places. Filecoin counts with 128 places
 * and an approximation of e^−x that is off by less than 4·10^−30; amounts of both agree to the last unit.
 */
const places = 256n;
const one = 1n << places;

/** ln 2 = Σ 1 / (k · 2^k), truncated to `places`. */
const ln2 = Array.from({ length: Number(places) }, (_, k) => BigInt(k + 1)).reduce(
  (sum, k) => sum + (one >> k) / k,
  0n,
);

/** e^−x for 0 ≤ x < 1, both with `places`: Σ (−x)^k / k!. */
function expOfNegative(x: bigint): bigint {
  let sum = one;
  let term = one;
  for (let k = 1n; term > 0n; k++) {
    term = (term * x) / (k << places);
    sum += k % 2n === 0n ? term : -term;
  }
  return sum;
}

/** 2^−(over / under) with `places`; over ≥ 0, under > 0. */
function power(over: bigint, under: bigint): bigint {
  const whole = over / under;
  // Nothing is left of what has been halved so often.
  return whole > places ? 0n : expOfNegative((ln2 * (over - whole * under)) / under) >> whole;
}

/** ⌊amount · 2^−(over / under)⌋: what is left of an amount after so many half-lives. */
export const decayed = (amount: bigint, over: bigint, under: bigint): bigint => (amount * power(over, under)) >> places;

/** ⌊total · (2^−(from / under) − 2^−(to / under))⌋: how much of it goes between two moments. */
export const goneBetween = (total: bigint, from: bigint, to: bigint, under: bigint): bigint =>
  (total * (power(from, under) - power(to, under))) >> places;
