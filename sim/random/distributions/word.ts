/**
 * Distributions from one 32-bit word, for hot paths: a few nanoseconds each, whole results, nothing allocated. Built of
 * integer operations and + − × ÷ alone, so that every engine gives the same bits. A larger word never gives a smaller
 * value, so paired runs stay paired. A word has 2^32 values: what happens once in four billion draws does not happen.
 */

import { ln } from "../../units/portable-math.js";

const twoToMinus32 = 1 / 4_294_967_296;

/**
 * One of 0 … n − 1 for n up to 2^31. The words do not divide evenly: a value is too likely or too rare by at most
 * n / 2^32 of its probability; use `below` where that matters.
 */
export const wordBelow = (word: number, n: number): number => ((word >>> 0) * twoToMinus32 * n) | 0;

/** Whether an event of probability `share` happens, to the nearest of 2^32 parts. */
export const wordIsBelow = (word: number, share: number): boolean => (word >>> 0) * twoToMinus32 < share;

/** 2^(zeros − 31), what brings a number with so many leading zeros in a word to [1, 2); for 0 to 32 of them. */
const scales = Float64Array.from({ length: 33 }, (_, zeros) => 2 ** zeros / 2 ** 31);

/** The middles of 256 cells of [1, 2): the inverse and the logarithm of each, side by side. */
const cells = 256;
const middles = Array.from({ length: cells }, (_, cell) => 1 + (cell + 0.5) / cells);
const inversesAndLogarithms = Float64Array.from(middles.flatMap((middle) => [1 / middle, ln(middle)]));

/**
 * A standard exponential waiting time: −ln u, where u runs down through the 2^32 numbers (k + ½) / 2^32 as the word
 * grows. Between 1.2e-10 and 22.9; differs from the exact logarithm by less than 1e-11.
 */
export function wordExponential(word: number): number {
  // u = m · 2^−(zeros + 1) with m in [1, 2), and m = c · (1 + r) with c the middle of a cell: the series in r ends early.
  // Tables and a short series rather than a long one, the cell from the bits of k, not from m, and terms that can be
  // computed side by side: what counts is how long a draw takes, not how many operations it has.
  const k = ~word;
  const zeros = Math.clz32(k);
  const at = ((((k << 1) | 1) << zeros) >>> 24) * 2;
  const m = ((k >>> 0) + 0.5) * scales[zeros];
  const r = m * inversesAndLogarithms[at] - 1;
  return (zeros + 1) * Math.LN2 - inversesAndLogarithms[at + 1] - r + r * r * (0.5 - r * (1 / 3));
}
