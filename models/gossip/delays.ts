/** Times of delivery, kept as counts by whole milliseconds. */
import { DelayTable } from "./tables.js";

/** More than this is told as this: half a minute. */
export const binCount = 30_000;
const usPerMs = 1000;

export const delayTable = (flows: number, groups: number): DelayTable => new DelayTable(flows * groups * binCount);

export const binOf = (us: number): number => Math.min(binCount - 1, Math.floor(us / usPerMs));

/** Deliveries by millisecond of some of the groups of bins, added up. */
export function sumOf(deliveries: Int32Array, groups: readonly number[]): Float64Array {
  const sum = new Float64Array(binCount);
  for (const group of groups) for (let ms = 0; ms < binCount; ms++) sum[ms] += deliveries[group * binCount + ms];
  return sum;
}

export const totalOf = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);

/** The least whole millisecond within which such a share of the deliveries had ended; null: there were none. */
export function msAt(counts: Float64Array, share: number): number | null {
  const total = totalOf(counts);
  if (total === 0) return null;
  let left = Math.ceil(share * total);
  for (let ms = 0; ms < counts.length; ms++) {
    left -= counts[ms];
    if (left <= 0) return ms + 1;
  }
  return counts.length;
}
