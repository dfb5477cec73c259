/** How many shards have how many active provers, from what the page shows of them. */
import type { DailyRow } from "./daily-table.js";
import { haltWithoutEmptySince, ringsByActiveSince } from "./usable-days.js";

/** Shards by active provers, from 0. */
export type HeadHistogram = readonly number[];

interface Bin {
  readonly min: number;
  readonly max: number;
  readonly shards: number;
}

/** Most active provers that a shard of the deepest bin has; more split it. */
const maxProvers = 32;

/** The ranges of the page, each with its shards. */
function binsOf({ date, counts }: DailyRow): Bin[] {
  const { healthy = 0, warning = 0, halt = 0, unassigned = 0, ring0 = 0, ring1 = 0, ring2 = 0, ring3 = 0 } = counts;
  if (date < ringsByActiveSince)
    return [
      { min: 0, max: 2, shards: halt },
      { min: 3, max: 5, shards: warning },
      { min: 6, max: 32, shards: healthy },
    ];
  const some = date < haltWithoutEmptySince ? halt - unassigned : halt;
  return [
    { min: 0, max: 0, shards: unassigned },
    { min: 1, max: 2, shards: Math.max(0, some) },
    { min: 3, max: 5, shards: warning },
    { min: 6, max: 7, shards: Math.max(0, ring0 - Math.max(0, some) - warning) },
    { min: 8, max: 15, shards: ring1 },
    { min: 16, max: 23, shards: ring2 },
    { min: 24, max: maxProvers, shards: ring3 },
  ];
}

/**
 * Shards spread over their ranges, each range by the same geometric tilt, which is chosen so that the active provers
 * come to the total: the least that can be assumed (greatest entropy with that mean). Shares of shards, not whole ones.
 */
export function headHistogram(row: DailyRow): HeadHistogram {
  const bins = binsOf(row).filter(({ shards }) => shards > 0);
  const wanted = row.counts.active ?? 0;
  let [low, high] = [1 / 64, 64];
  for (let step = 0; step < 60; step++) {
    const middle = Math.sqrt(low * high);
    if (meanOf(spread(bins, middle)) < wanted) low = middle;
    else high = middle;
  }
  return spread(bins, Math.sqrt(low * high));
}

const meanOf = (heads: HeadHistogram): number => heads.reduce((sum, shards, n) => sum + shards * n, 0);

function spread(bins: readonly Bin[], tilt: number): number[] {
  const heads = Array.from({ length: maxProvers + 1 }, () => 0);
  for (const { min, max, shards } of bins) {
    const weights = Array.from({ length: max - min + 1 }, (_unused, k) => tilt ** k);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    weights.forEach((weight, k) => (heads[min + k] += (shards * weight) / sum));
  }
  return heads;
}

/** The page's counts of a histogram, under the definitions of a day. */
export function pageCounts(heads: HeadHistogram, date: string) {
  const between = (min: number, max: number): number =>
    heads.reduce((sum, shards, n) => (n >= min && n <= max ? sum + shards : sum), 0);
  const unassigned = heads[0] ?? 0;
  const rings = { ring0: between(1, 7), ring1: between(8, 15), ring2: between(16, 23), ring3: between(24, Infinity) };
  return {
    healthy: between(6, Infinity),
    warning: between(3, 5),
    halt: between(date < haltWithoutEmptySince ? 0 : 1, 2),
    ...(date < ringsByActiveSince ? {} : { ...rings, unassigned }),
    active: meanOf(heads),
  };
}
