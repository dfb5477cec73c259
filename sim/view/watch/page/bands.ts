/** What there is in the bands of a scene. */
import type { Bands } from "../../../experiment/scenes/scene.js";

export const bandCountOf = ({ levels }: Bands, levelCount: number): number => levels.length / levelCount;

/** How many things of a band are at each level. */
export const levelsOf = ({ levels }: Bands, levelCount: number, band: number): readonly number[] =>
  levels.slice(band * levelCount, (band + 1) * levelCount);

/** The worst level that somebody of a band is at; what is without a level counts only where all are. */
export function worstLevel(counts: readonly number[], noneLevel: number): number {
  for (let level = counts.length - 1; level >= 0; level--) if (level !== noneLevel && counts[level] > 0) return level;
  return Math.max(0, noneLevel);
}

/** Numbers, from 1, of the first and the last thing of a band. */
export function rangeOf({ count }: Bands, bandCount: number, band: number): readonly [first: number, last: number] {
  return [Math.ceil((band * count) / bandCount) + 1, Math.ceil(((band + 1) * count) / bandCount)];
}

/** All bands added up. */
export function totalsOf({ levels }: Bands, levelCount: number): readonly number[] {
  const totals = Array.from({ length: levelCount }, () => 0);
  levels.forEach((count, k) => {
    totals[k % levelCount] += count;
  });
  return totals;
}
