/**
 * Samplers of counts. Exact up to the rounding of doubles: large parameters are halved by order statistics (Devroye,
 * "Non-uniform random variate generation" (1986), chapters X.3.4 and X.4.3) until a plain method is quick, so the work
 * grows with the logarithm of the mean.
 */
import { exp, log1p } from "../../units/portable-math.js";
import type { Source } from "../source.js";
import { gamma } from "./continuous.js";
import { requireRange } from "./require-range.js";
import { geometricAt } from "./inverse.js";

/** Below this mean the count is found by going from one event to the next. */
const directMean = 16;

/** Failures before the first success (0, 1, 2 …); the share of successes is from 1e-9 to 1. */
export const geometric = (source: Source, share: number): number => geometricAt(source.uniform(), share);

/** Number of events in a time that holds `mean` of them on average; from 0 to 1e12. */
export function poisson(source: Source, mean: number): number {
  requireRange(mean >= 0 && mean <= 1e12, "Poisson", "a mean from 0 to 1e12", [mean]);
  let count = 0;
  let rest = mean;
  while (rest >= directMean) {
    // The step-th event of the process lies at a gamma distributed time: before the end, so go on from there, or after
    // it, so the step − 1 events before it fell evenly into that time.
    const step = Math.floor(rest * 0.875);
    const at = gamma(source, { shape: step, scale: 1 });
    if (at > rest) return count + binomial(source, { trials: step - 1, share: rest / at });
    count += step;
    rest -= at;
  }
  const end = exp(-rest);
  for (let product = 1 - source.uniform(); product > end; product *= 1 - source.uniform()) count += 1;
  return count;
}

/** Number of successes in `trials` (0 to 1e12), each with probability `share` (0 to 1). */
export function binomial(
  source: Source,
  { trials, share }: { readonly trials: number; readonly share: number },
): number {
  requireRange(Number.isInteger(trials) && trials >= 0 && trials <= 1e12, "binomial", "whole trials from 0 to 1e12", [
    trials,
  ]);
  requireRange(share >= 0 && share <= 1, "binomial", "a share from 0 to 1", [share]);
  if (share > 0.5) return trials - successes(source, trials, 1 - share);
  return successes(source, trials, share);
}

function successes(source: Source, trials: number, share: number): number {
  let found = 0;
  let rest = trials;
  let chance = share;
  while (rest * chance >= directMean) {
    // Each trial holds a uniform number and succeeds below `chance`. The middle one of them is beta distributed and
    // tells on which side the search goes on.
    const middle = Math.ceil(rest / 2);
    const low = gamma(source, { shape: middle, scale: 1 });
    const high = gamma(source, { shape: rest + 1 - middle, scale: 1 });
    const at = low / (low + high);
    if (at <= chance) {
      found += middle;
      rest -= middle;
      chance = (chance - at) / (1 - at);
    } else {
      rest = middle - 1;
      chance /= at;
    }
  }
  return found + bySkipping(source, rest, chance);
}

/** Jumps from success to success: the failures between them are geometric. */
function bySkipping(source: Source, trials: number, share: number): number {
  if (share === 0) return 0;
  if (share === 1) return trials;
  const scale = log1p(-share);
  let found = 0;
  for (let at = skip(source, scale); at < trials; at += 1 + skip(source, scale)) found += 1;
  return found;
}

const skip = (source: Source, scale: number): number => Math.floor(log1p(-source.uniform()) / scale);
