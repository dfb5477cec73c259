import { betaQuantile } from "./distributions.js";
import { confidence } from "./t-interval.js";

/**
 * The exact 95 % interval of a probability of which `successes` of `trials` (from 1) came true: 95 of 100 such intervals
 * or more cover it, whatever it is. Source: Clopper and Pearson 1934, by quantiles of the beta distribution.
 */
export function binomialInterval(
  successes: number,
  trials: number,
): { readonly lower: number; readonly upper: number } {
  const tail = (1 - confidence) / 2;
  return {
    lower: successes === 0 ? 0 : betaQuantile(tail, [successes, trials - successes + 1]),
    upper: successes === trials ? 1 : betaQuantile(1 - tail, [successes + 1, trials - successes]),
  };
}
