/** Samplers over the indices of a list: prepared once, then a few operations a draw. */
import { exp, expm1, ln, log1p } from "../../units/portable-math.js";
import type { Source } from "../source.js";
import { requireRange } from "./require-range.js";

/** Draws from a prepared distribution. */
export type Sampler = (source: Source) => number;

/**
 * Index k of a list, from 0, with probability weights[k] / sum. Weights are finite, not negative, not all zero; a
 * weight of zero is never drawn. Takes one number a draw. Source: Vose, "A linear algorithm for generating random
 * numbers with a given distribution" (1991), the alias method.
 */
export function empirical(weights: ArrayLike<number>): Sampler {
  const count = weights.length;
  let sum = 0;
  for (let k = 0; k < count; k += 1) {
    requireRange(weights[k] >= 0, "empirical", "weights from 0", [weights[k]]);
    sum += weights[k];
  }
  requireRange(sum > 0 && sum < Infinity, "empirical", "weights with a finite sum above 0", [sum]);

  const kept = new Float64Array(count).fill(1);
  const alias = new Uint32Array(count);
  const scaled = Float64Array.from({ length: count }, (_, k) => (weights[k] / sum) * count);
  const small: number[] = [];
  const large: number[] = [];
  for (let k = 0; k < count; k += 1) (scaled[k] < 1 ? small : large).push(k);
  while (small.length > 0 && large.length > 0) {
    const poor = small.pop() as number;
    const rich = large[large.length - 1];
    kept[poor] = scaled[poor];
    alias[poor] = rich;
    scaled[rich] -= 1 - scaled[poor];
    if (scaled[rich] < 1) small.push(large.pop() as number);
  }

  return (source) => {
    const index = source.uniform() * count;
    const cell = Math.floor(index);
    return index - cell < kept[cell] ? cell : alias[cell];
  };
}

/**
 * Rank from 1 to `count` with probability proportional to 1 / rank^exponent, exponent ≥ 0 (0 is uniform). Needs no
 * table, so `count` may be any size. Takes a varying count of numbers, 1.1 on average. Source: Hörmann, Derflinger,
 * "Rejection-inversion to generate variates from monotone discrete distributions" (1996).
 */
export function zipf({ count, exponent }: { readonly count: number; readonly exponent: number }): Sampler {
  requireRange(Number.isSafeInteger(count) && count >= 1, "Zipf", "a count from 1", [count]);
  requireRange(exponent >= 0 && exponent <= 100, "Zipf", "an exponent from 0 to 100", [exponent]);
  const power = 1 - exponent;
  const weight = (x: number): number => exp(-exponent * ln(x));
  /** Integral of the weight from 1 to x, and its inverse; the helpers keep them right where the exponent is near 1. */
  const area = (x: number): number => expm1OverX(power * ln(x)) * ln(x);
  const inverseArea = (a: number): number => exp(log1pOverX(Math.max(-1, a * power)) * a);

  const first = area(1.5) - 1;
  const last = area(count + 0.5);
  const surely = 2 - inverseArea(area(2.5) - weight(2));
  return (source) => {
    for (;;) {
      const at = last + source.uniform() * (first - last);
      const x = inverseArea(at);
      const rank = Math.min(count, Math.max(1, Math.floor(x + 0.5)));
      if (rank - x <= surely || at >= area(rank + 0.5) - weight(rank)) return rank;
    }
  };
}

const expm1OverX = (x: number): number => (x === 0 ? 1 : expm1(x) / x);
const log1pOverX = (x: number): number => (x === 0 ? 1 : log1p(x) / x);
