/** What is added to a latency, message by message: named distributions of which one number makes one value. */
import {
  exponentialAt,
  logNormalAt,
  normalAt,
  paretoAt,
  uniformAt,
  weibullAt,
} from "../random/distributions/inverse.js";
import type { DurationUs } from "../units/quantity-types.js";

/** By name, as files write it; all times in microseconds. */
export type Jitter =
  | { readonly kind: "none" }
  | { readonly kind: "uniform"; readonly maxUs: DurationUs }
  | { readonly kind: "exponential"; readonly meanUs: DurationUs }
  /** The positive half of a normal distribution with this deviation: its mean is 0.8 of it. */
  | { readonly kind: "half-normal"; readonly deviationUs: DurationUs }
  | { readonly kind: "log-normal"; readonly medianUs: DurationUs; readonly sigma: number }
  | { readonly kind: "weibull"; readonly scaleUs: DurationUs; readonly shape: number }
  /** What exceeds the least value of a Pareto distribution: rarely much. */
  | { readonly kind: "pareto"; readonly minUs: DurationUs; readonly shape: number };

/** Added time, in whole microseconds rounded down, at a number in [0, 1); a larger number never gives less. */
export type JitterAt = (u: number) => DurationUs;

/** More than this is never added: 35 minutes, 2^31 − 1 µs, so that delays stay 32-bit words. */
const maxJitterUs = 0x7fff_ffff;

/** Null where nothing is ever added. Throws `RangeError` for parameters that the distribution cannot have. */
export function jitterAt(jitter: Jitter): JitterAt | null {
  if (jitter.kind === "none") return null;
  const at = valueAt(jitter);
  // Parameters that cannot be are refused before the run, not in it.
  at(0.5);
  return (u) => Math.min(maxJitterUs, Math.floor(at(u)));
}

function valueAt(jitter: Exclude<Jitter, { kind: "none" }>): (u: number) => number {
  switch (jitter.kind) {
    case "uniform": {
      const bounds = { from: 0, to: jitter.maxUs };
      return (u) => uniformAt(u, bounds);
    }
    case "exponential":
      return (u) => exponentialAt(u, jitter.meanUs);
    case "half-normal": {
      const by = { mean: 0, deviation: jitter.deviationUs };
      return (u) => Math.max(0, normalAt(0.5 + u / 2, by));
    }
    case "log-normal": {
      const by = { median: jitter.medianUs, sigma: jitter.sigma };
      return (u) => logNormalAt(u, by);
    }
    case "weibull": {
      const by = { scale: jitter.scaleUs, shape: jitter.shape };
      return (u) => weibullAt(u, by);
    }
    case "pareto": {
      const by = { min: jitter.minUs, shape: jitter.shape };
      return (u) => paretoAt(u, by) - jitter.minUs;
    }
  }
}
