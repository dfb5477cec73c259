/** Which values a bootstrap draws: the same for all samples of a size, so that intervals are paired and reproducible. */
import { createStreams } from "../random/stream.js";

/** How many times a sample is drawn again; odd counts leave the middle to one of them. */
export const resampleCount = 1999;

/** The draws are no part of a run: they have a seed of their own, the same for every scenario. */
const purpose = createStreams("bootstrap", 0).purpose("resample");

const bySize = new Map<number, Uint16Array>();
/** Sizes that are kept: a run has one or two, an interrupted sweep a few. */
const maxKept = 8;

/**
 * `resampleCount` rows of `size` indices below `size`, one row after the other; draw k of row r has the name (r, k). `size`
 * is at most 65,535.
 */
export function resamples(size: number): Uint16Array {
  let rows = bySize.get(size);
  if (rows === undefined) {
    rows = new Uint16Array(resampleCount * size);
    for (let row = 0; row < resampleCount; row++) {
      for (let k = 0; k < size; k++) rows[row * size + k] = purpose.below(row, k, size);
    }
    if (bySize.size === maxKept) bySize.clear();
    bySize.set(size, rows);
  }
  return rows;
}
