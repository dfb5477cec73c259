/** Taxes on the profit of operators. */

const millionth = 1_000_000n;

/**
 * What is due of a profit now, micro-dollars. Losses are carried forward: of a profit since the start only what exceeds the highest so far is taxed, and
 * what was paid is not paid back. `profit`: income less costs since the start, micro-dollars, of which income is what rewards were worth when they were booked, sold or not;
 * `paid`: taxes so far; `share`: from 0 to 1, to the millionth. Assumption: one rate, no allowances, and no moment but the look.
 */
export function taxDue(profit: bigint, { paid, share }: { readonly paid: bigint; readonly share: number }): bigint {
  if (profit <= 0n) return 0n;
  const all = (profit * BigInt(Math.round(share * Number(millionth)))) / millionth;
  return all > paid ? all - paid : 0n;
}
