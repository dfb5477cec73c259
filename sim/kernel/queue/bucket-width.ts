/** How wide the buckets of a queue should be: a power of two of microseconds. */

/** Before anything is known: one bucket for all times. */
export const unfittedWidthUs = 2 ** 53;
const maxWidthUs = 2 ** 40;
/** While all events that wait are of one time. */
const usualWidthUs = 1024;

/**
 * Events that a bucket should hold, at most, with `size` events waiting. Too many, and what handlers schedule falls
 * into the open bucket, and so into a heap; too few, and there are so many buckets that appending to one misses the
 * cache. Found by measuring from 10^4 to 10^7 events: bench/README.md.
 */
export const wantedEvents = (size: number): number => Math.max(64, 16 * Math.sqrt(size));

/** The largest power of two up to `widthUs`, within bounds. */
function powerOfTwo(widthUs: number): number {
  let power = 1;
  while (power * 2 <= widthUs && power < maxWidthUs) power *= 2;
  return power;
}

/** How many of the times are looked at. */
const sampleSize = 4096;

/** A width from the times of the events that wait before the first is taken: from how dense the earliest of them lie. */
export function firstWidth(times: Float64Array): number {
  const stride = Math.max(1, Math.floor(times.length / sampleSize));
  const sample = new Float64Array(Math.ceil(times.length / stride)).map((_, k) => times[k * stride]).sort();
  const wanted = wantedEvents(times.length);
  const last = sample.length - 1;
  const early = Math.min(last, Math.max(16, Math.ceil(wanted / stride)));
  // Where the earliest events are all of one time, the others must tell.
  const rank = sample[early] > sample[0] ? early : last;
  const spanUs = sample[rank] - sample[0];
  return spanUs === 0 ? usualWidthUs : powerOfTwo((spanUs * wanted) / ((rank + 1) * stride));
}

/**
 * A width from what was taken since the last fit; null while too little was to know, and to pay for another fit, which
 * moves every event.
 */
export function fittedWidth({
  widthUs,
  size,
  taken,
  passed,
}: {
  readonly widthUs: number;
  /** Events that wait. */
  readonly size: number;
  /** Events taken since, and buckets gone through. */
  readonly taken: number;
  readonly passed: number;
}): number | null {
  if (taken + passed < 2 * size + 1024) return null;
  const wanted = wantedEvents(size);
  const perBucket = taken / Math.max(1, passed);
  if (perBucket > wanted / 3 && perBucket < 3 * wanted) return widthUs;
  return powerOfTwo(widthUs * Math.min(1024, Math.max(1 / 1024, wanted / Math.max(perBucket, 1e-6))));
}
