import { tQuantile } from "./distributions.js";

/** The probability with which an interval covers the mean that it estimates. */
export const confidence = 0.95;

const factors: number[] = [];

/**
 * How many standard errors of the mean a two-sided 95 % interval reaches to either side, for `count` independent values
 * (from 2): Student's t with `count` − 1 degrees of freedom.
 */
export function tFactor(count: number): number {
  // The quantile is a search of some microseconds, and all points of a sweep ask for the same.
  return (factors[count] ??= tQuantile((1 + confidence) / 2, count - 1));
}
