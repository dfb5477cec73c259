/** The probability of an event, from paths that were drawn by another law than theirs. */
import { fsum } from "d3-array";
import { positiveMeanBounds } from "../sequential/positive-mean.js";

export interface WeightedEvent {
  readonly mean: number;
  /** What is not ruled out; `upper` is infinite where the weights say too little. */
  readonly lower: number;
  readonly upper: number;
  /** Paths in which it happened. */
  readonly occurrences: number;
  /** Paths of one weight that would say as much of what happens, (Σw)² / Σw² (Kish 1965): far fewer than `occurrences` where few decide. */
  readonly effectiveSize: number;
}

/**
 * Below so many an estimate is mostly that of a few paths, and what they missed is as likely far more as not: a tilt that avoids the
 * way by which the event mostly comes looks precise, and is too small.
 */
const effectiveMin = 30;

/**
 * `weights`: a path each, that of its likelihood ratio where the event happened in it and 0 where it did not; one or more. The error is
 * spent over looks, `look` from 1, as for means.
 */
export function weightedEvent(weights: readonly number[], alpha: number, look: number): WeightedEvent {
  const { mean, lower, upper } = positiveMeanBounds(weights, alpha, look);
  const positive = weights.filter((weight) => weight > 0);
  // Relative to the largest, whose square might be too small for a number.
  const largest = positive.reduce((max, weight) => Math.max(max, weight), 0);
  const relative = positive.map((weight) => weight / largest);
  const effectiveSize = positive.length === 0 ? 0 : fsum(relative) ** 2 / fsum(relative.map((weight) => weight ** 2));
  const isKnown = effectiveSize >= effectiveMin;
  return {
    mean,
    lower: isKnown ? lower : 0,
    upper: isKnown ? upper : Number.POSITIVE_INFINITY,
    occurrences: positive.length,
    effectiveSize,
  };
}
