/**
 * Where a warm-up ends, by MSER: of all beginnings that could be left out, the one without which the mean of the rest is known
 * best, that is with the least squared standard error Σ(z − mean)² / n², n being what is left.
 *
 * MSER-5 (White 1997) takes means of five looks; fewer than fifty are taken one by one, as White's first form has it. The last five means
 * are never alone, and a beginning of more than half says that the rest is no steady state (Hoad, Robinson & Davies 2010).
 */
const perBatch = 5;
const keptMin = 5;
/** Fewer looks tell no warm-up. */
export const batchesMin = 10;

/**
 * Looks to leave out, from 0; null: too few to tell (under ten), or no steady state. The values are at equal distances, the oldest
 * first; of equally good beginnings the shortest.
 */
export function mserTruncation(values: ArrayLike<number>): number | null {
  const size = values.length >= perBatch * batchesMin ? perBatch : 1;
  const means = batchMeans(values, size);
  const count = means.length;
  if (count < batchesMin) return null;
  let [mean, squares] = [0, 0];
  let best = { cut: 0, error: Number.POSITIVE_INFINITY };
  // Backwards, so that each beginning adds one mean to what is left (Welford).
  for (let cut = count - 1; cut >= 0; cut--) {
    const left = count - cut;
    const off = means[cut] - mean;
    mean += off / left;
    squares += off * (means[cut] - mean);
    if (left < keptMin) continue;
    const error = squares / (left * left);
    if (error <= best.error) best = { cut, error };
  }
  return 2 * best.cut > count ? null : best.cut * size;
}

/** Of whole batches from the first look on; what is left over at the end is in none. */
function batchMeans(values: ArrayLike<number>, size: number): Float64Array {
  const means = new Float64Array(Math.floor(values.length / size));
  for (let batch = 0; batch < means.length; batch++) {
    let sum = 0;
    for (let k = batch * size; k < (batch + 1) * size; k++) sum += values[k];
    means[batch] = sum / size;
  }
  return means;
}
