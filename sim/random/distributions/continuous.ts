/** Samplers of continuous distributions. All but gamma take one number from the source; parameters as in inverse.ts. */
import { ln, pow } from "../../units/portable-math.js";
import type { Source } from "../source.js";
import { requireRange } from "./require-range.js";
import { exponentialAt, logNormalAt, normalAt, paretoAt, uniformAt, weibullAt } from "./inverse.js";

export const uniform = (source: Source, bounds: { readonly from: number; readonly to: number }): number =>
  uniformAt(source.uniform(), bounds);

export const exponential = (source: Source, mean: number): number => exponentialAt(source.uniform(), mean);

export const normal = (source: Source, by: { readonly mean: number; readonly deviation: number }): number =>
  normalAt(source.uniform(), by);

export const logNormal = (source: Source, by: { readonly median: number; readonly sigma: number }): number =>
  logNormalAt(source.uniform(), by);

export const pareto = (source: Source, by: { readonly min: number; readonly shape: number }): number =>
  paretoAt(source.uniform(), by);

export const weibull = (source: Source, by: { readonly scale: number; readonly shape: number }): number =>
  weibullAt(source.uniform(), by);

/**
 * Gamma with mean shape · scale and variance shape · scale²; both above 0. Takes a varying count of numbers. A shape
 * far below 0.01 gives values that round to 0. Source: Marsaglia, Tsang, "A simple method for generating gamma
 * variables" (2000).
 */
export function gamma(source: Source, { shape, scale }: { readonly shape: number; readonly scale: number }): number {
  requireRange(shape > 0 && shape < Infinity && scale > 0 && scale < Infinity, "gamma", "a shape and a scale above 0", [
    shape,
    scale,
  ]);
  // Below shape 1 the method fails: X(shape) = X(shape + 1) · U^(1/shape).
  if (shape < 1) return scale * standardGamma(source, shape + 1) * pow(1 - source.uniform(), 1 / shape);
  return scale * standardGamma(source, shape);
}

const standard = { mean: 0, deviation: 1 };

/** d·(1 + c·Z)³ is nearly gamma for shape ≥ 1; a comparison of logarithms makes it exact. */
function standardGamma(source: Source, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normal(source, standard);
    const root = 1 + c * z;
    if (root <= 0) continue;
    const v = root * root * root;
    if (ln(1 - source.uniform()) < 0.5 * z * z + d - d * v + d * ln(v)) return d * v;
  }
}
