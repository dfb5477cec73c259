/**
 * The interval of a mean at the k-th look of several: Student's t with the error α / (k (k + 1)), which over all looks add up to α at most.
 * Alpha spending of Lan and DeMets (1983), with a spending function that has no last look; by Bonferroni, so that it holds
 * for looks that have anything to do with each other.
 */
import { tQuantile } from "../distributions.js";
import { estimate } from "../estimate.js";

export interface MeanBounds {
  readonly mean: number;
  /** Infinite while a single value says nothing. */
  readonly lower: number;
  readonly upper: number;
}

/** The error of the k-th look, from 1. */
export const spentAt = (alpha: number, look: number): number => alpha / (look * (look + 1));

/** `values`: one or more. */
export function meanBounds(values: readonly number[], alpha: number, look: number): MeanBounds {
  const { count, mean, deviation } = estimate(values);
  if (deviation === null) return { mean, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  const half = (tQuantile(1 - spentAt(alpha, look) / 2, count - 1) * deviation) / Math.sqrt(count);
  return { mean, lower: mean - half, upper: mean + half };
}
