/** What distributions draw from, and the conversions from words that everything shares. */

/** A sequence of independent random numbers. */
export interface Source {
  /** A whole number from 0 to 2^32 − 1, all equally likely. */
  word(): number;
  /** A multiple of 2^−53 in [0, 1), all equally likely. */
  uniform(): number;
}

const twoTo26 = 67_108_864;
const twoTo53 = 9_007_199_254_740_992;

/** A whole number from 0 to 2^53 − 1 from the upper 27 bits of one word and the upper 26 of the other. */
export const integer53 = (word0: number, word1: number): number => (word0 >>> 5) * twoTo26 + (word1 >>> 6);

/** The same as a fraction in [0, 1). The division by a power of two is exact. */
export const uniform53 = (word0: number, word1: number): number => integer53(word0, word1) / twoTo53;

/**
 * One of 0 … n − 1, all equally likely, from a 53-bit integer; −1 when the integer lies in the incomplete last part
 * (probability below n / 2^53) and another must be drawn. The quotient cannot round up to the next whole number: it is
 * at least 1/width short of it, and half a unit in its last place is at most 1/(2·width).
 */
export function foldBelow(integer: number, n: number): number {
  const width = Math.floor(twoTo53 / n);
  const part = Math.floor(integer / width);
  return part < n ? part : -1;
}

/** Throws `RangeError` unless n is a whole number from 1 to 2^53 − 1. */
export function checkBelow(n: number): void {
  if (!(Number.isSafeInteger(n) && n > 0)) throw new RangeError(`below: read ${n}, allowed are whole numbers from 1`);
}

/** One of 0 … n − 1, all equally likely. Throws `RangeError` unless n is a whole number from 1 to 2^53 − 1. */
export function below(source: Source, n: number): number {
  checkBelow(n);
  for (;;) {
    const part = foldBelow(source.uniform() * twoTo53, n);
    if (part >= 0) return part;
  }
}
