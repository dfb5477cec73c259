/** Quantiles and probabilities of stdlib: hundreds of small files, read when an interval is first asked for. */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** A function of a package, which is loaded with the first call. */
function late(name: string): (...parameters: number[]) => number {
  let loaded: ((...parameters: number[]) => number) | undefined;
  return (...parameters) => (loaded ??= require(name) as (...parameters: number[]) => number)(...parameters);
}

const t = late("@stdlib/stats-base-dists-t-quantile");
const probabilityOfBeta = late("@stdlib/stats-base-dists-beta-cdf");
const beta = late("@stdlib/stats-base-dists-beta-quantile");
const quantileOfNormal = late("@stdlib/stats-base-dists-normal-quantile");
const probabilityOfNormal = late("@stdlib/stats-base-dists-normal-cdf");

/** Student's t: the value below which lies a probability. */
export const tQuantile = (probability: number, degreesOfFreedom: number): number => t(probability, degreesOfFreedom);

/** The same of the beta distribution with parameters above 0. */
export const betaQuantile = (probability: number, parameters: readonly [alpha: number, beta: number]): number =>
  beta(probability, ...parameters);

/** The same of the standard normal distribution; of 0 and 1 minus and plus infinity. */
export const normalQuantile = (probability: number): number => quantileOfNormal(probability, 0, 1);

/** The probability of a standard normal value up to this one. */
export const normalProbability = (value: number): number => probabilityOfNormal(value, 0, 1);

/** The probability of a value of Student's t up to this one, by the incomplete beta function (Abramowitz and Stegun 26.7.1). */
export function tProbability(value: number, degreesOfFreedom: number): number {
  const outside = probabilityOfBeta(degreesOfFreedom / (degreesOfFreedom + value * value), degreesOfFreedom / 2, 0.5);
  return value < 0 ? outside / 2 : 1 - outside / 2;
}

/** The probability of at most so many successes in trials that are as likely to fail, by the same function (26.5.24). */
export const binomialProbability = (successes: number, trials: number): number =>
  successes >= trials ? 1 : probabilityOfBeta(0.5, trials - successes, successes + 1);
