/**
 * Distributions from one 32-bit word, for hot paths: a few nanoseconds each, whole results, nothing allocated. Built of
 * integer operations and + − × ÷ alone, so that every engine gives the same bits. A larger word never gives a smaller
 * value, so paired runs stay paired. A word has 2^32 values: what happens once in four billion draws does not happen.
 */

import { ln } from "../portable-math.js";

const twoToMinus32 = 1 / 4_294_967_296;

/**
 * One of 0 … n − 1 for n up to 2^31. The words do not divide evenly: a value is too likely or too rare by at most
 * n / 2^32 of its probability; use `below` where that matters.
 */
export const wordBelow = (word: number, n: number): number => ((word >>> 0) * twoToMinus32 * n) | 0;

/** Whether an event of probability `share` happens, to the nearest of 2^32 parts. */
export const wordIsBelow = (word: number, share: number): boolean => (word >>> 0) * twoToMinus32 < share;

/** 2^−e for e from −1 to 31, at e + 1. */
const scales = Float64Array.from({ length: 33 }, (_, k) => 2 / 2 ** k);

/** The middles of 256 cells of [1, 2): their inverses and logarithms. */
const cells = 256;
const middles = Array.from({ length: cells }, (_, cell) => 1 + (cell + 0.5) / cells);
const inverses = Float64Array.from(middles, (middle) => 1 / middle);
const logarithms = Float64Array.from(middles, ln);

/**
 * A standard exponential waiting time: −ln u, where u runs down through the 2^32 numbers (k + ½) / 2^32 as the word
 * grows. Between 1.2e-10 and 22.9; differs from the exact logarithm by less than 1e-11.
 */
export function wordExponential(word: number): number {
  // u = m · 2^(e − 32) with m in [1, 2), and m = c · (1 + r) with c the middle of a cell: the series in r ends early.
  // Tables and a short series rather than a long one: what counts is how long one draw waits for the next.
  const v = (~word >>> 0) + 0.5;
  const e = 31 - Math.clz32(v);
  const m = v * scales[e + 1];
  const cell = ((m - 1) * cells) | 0;
  const r = m * inverses[cell] - 1;
  return (32 - e) * Math.LN2 - logarithms[cell] - r * (1 + r * (r * (1 / 3) - 0.5));
}
