/** What a sample of groups says of all of them: a ratio of two totals, with its 95 % interval. */
import { tFactor } from "./t-interval.js";

/** Of a group that was measured: how much there was of it, and in how many that was. */
export interface Group {
  readonly amount: number;
  readonly size: number;
}

export interface RatioEstimate {
  readonly value: number;
  /** Half of the width of the interval; null: of one group of several nothing can be said. */
  readonly halfWidth: number | null;
}

/**
 * Amount per unit of size, over `groupCount` groups that are alike in chance, of which some were measured. The interval is for what all of
 * them would come to in a run of their own: s² · (1/n + 1/N) / x̄² with the residuals s² = Σ (y − r·x)² / (n − 1); where
 * all were measured nothing is estimated, and it is 0. Null: nothing had a size. Source: the ratio estimator (Cochran 1977, 6.4).
 */
export function ratioEstimate(groups: readonly Group[], groupCount: number): RatioEstimate | null {
  const total = (of: (group: Group) => number): number => groups.reduce((sum, group) => sum + of(group), 0);
  const size = total((group) => group.size);
  if (size === 0) return null;
  const value = total(({ amount }) => amount) / size;
  const n = groups.length;
  if (n >= groupCount) return { value, halfWidth: 0 };
  if (n < 2) return { value, halfWidth: null };
  const variance = total((group) => (group.amount - value * group.size) ** 2) / (n - 1);
  return { value, halfWidth: (tFactor(n) * Math.sqrt(variance * (1 / n + 1 / groupCount)) * n) / size };
}
