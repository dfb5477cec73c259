/**
 * Trades with a constant-product pool, in whole base units: who brings `in` of one side gets out of the other what keeps the
 * product of both sides, rounded in favour of the pool, so that the product never falls. A fee stays in the pool and counts for
 * nothing in the trade. Source: Adams, Zinsmeister, Robinson, "Uniswap v2 core" (2020), section 3.2.1.
 */
const million = 1_000_000n;

export interface PoolSides {
  /** What the pool holds of the side that it is brought more of, and of the other. */
  readonly brought: bigint;
  readonly taken: bigint;
  readonly feeMillionths: bigint;
}

/** What comes out for an amount that is brought, truncated; 0 or more, and less than the pool holds. */
export function amountOut({ brought, taken, feeMillionths }: PoolSides, amount: bigint): bigint {
  const counted = amount * (million - feeMillionths);
  return (taken * counted) / (brought * million + counted);
}

/** What must be brought to take an amount out, rounded up. Throws `RangeError` unless the pool holds more than that. */
export function amountIn({ brought, taken, feeMillionths }: PoolSides, amount: bigint): bigint {
  if (amount >= taken) throw new RangeError(`a pool that holds ${taken} cannot give ${amount}`);
  if (amount === 0n) return 0n;
  return (brought * amount * million) / ((taken - amount) * (million - feeMillionths)) + 1n;
}
