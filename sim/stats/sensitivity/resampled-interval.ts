/** The 95 % interval of a statistic of rows, by the bootstrap: its percentiles over rows that are drawn again. */
import { quantileSorted } from "d3-array";
import { resampleCount, resamples } from "../resamples.js";
import { confidence } from "../t-interval.js";

export interface ResampledInterval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * `statistic`: of the rows whose numbers it gets, which may be there several times; it must not keep them. Null of fewer than two rows,
 * and where it is no number on some of the samples. At most 65,535 rows.
 */
export function resampledInterval(
  count: number,
  statistic: (rows: ArrayLike<number>) => number,
): ResampledInterval | null {
  if (count < 2) return null;
  const drawn = resamples(count);
  const values = new Float64Array(resampleCount);
  for (let k = 0; k < resampleCount; k++) values[k] = statistic(drawn.subarray(k * count, (k + 1) * count));
  if (values.some((value) => !Number.isFinite(value))) return null;
  values.sort();
  const at = (share: number): number => quantileSorted(values as ArrayLike<number> as number[], share) as number;
  return { lower: at((1 - confidence) / 2), upper: at((1 + confidence) / 2) };
}
