/** How unevenly something is held: over those who hold any of it. */

/**
 * Gini coefficient: 0 where all hold the same, towards 1 where one holds everything; 0 for nobody. Values are not negative. By the order of
 * values: Σ (2i − n − 1) xᵢ / (n Σ xᵢ), i from 1 in rising order.
 */
export function gini(values: readonly number[]): number {
  const held = values.filter((value) => value > 0).sort((a, b) => a - b);
  const count = held.length;
  const total = held.reduce((sum, value) => sum + value, 0);
  if (count === 0 || total === 0) return 0;
  const weighed = held.reduce((sum, value, k) => sum + (2 * (k + 1) - count - 1) * value, 0);
  return Math.max(0, weighed / (count * total));
}

/** Nakamoto coefficient: how few hold more than this share of it together; 0 for nobody. Source: Srinivasan and Lee 2017. */
export function nakamoto(values: readonly number[], share: number): number {
  const held = values.filter((value) => value > 0).sort((a, b) => b - a);
  const total = held.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  for (let k = 0; k < held.length; k++) {
    sum += held[k];
    if (sum > share * total) return k + 1;
  }
  return held.length;
}
