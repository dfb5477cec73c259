/**
 * What pairs say of the difference between two sides that share their random numbers: what is common to both is gone from it,
 * so that few pairs find what many unpaired replications would not.
 */
import { deviation as deviationOf } from "d3-array";
import { bcaInterval } from "./bca-interval.js";
import { binomialProbability, tProbability } from "./distributions.js";
import { estimate } from "./estimate.js";
import type { MetricKind } from "./metric-kind.js";
import { maxBootstrap, minBootstrap } from "./sample.js";
import { tFactor } from "./t-interval.js";

/**
 * How interval and probability were found:
 *
 *     t        Student's t of the differences
 *     bca      counts and shares of six pairs or more: the interval drawn again (BCa), the probability Student's
 *     sign     shares that are 0 or 1 in every replication: the probability exact, by which side has it in pairs that differ
 *              (McNemar's test), the interval as above
 *     equal    all pairs differ by the same: the interval is that, the probability that of so many equal signs
 *     stein    how many pairs there are followed from the first of them: Student's t with the deviation of these
 */
export type DifferenceMethod = "t" | "bca" | "sign" | "equal" | "stein";

/** Of pairs, in the order of replications, the two values of a metric. */
export interface PairedValues {
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** b − a of each; given, since whole amounts beyond 2^53 are subtracted before they are rounded. */
  readonly differences: readonly number[];
}

export interface DifferenceOptions {
  readonly kind?: MetricKind | undefined;
  /** So many first pairs decided how many there are in all; undefined: that was fixed before. */
  readonly pilot?: number | undefined;
  /** What is practically nothing, in the unit of the metric; undefined: nobody said. */
  readonly margin?: number | undefined;
}

export interface PairedDifference {
  readonly pairs: number;
  readonly meanA: number;
  readonly meanB: number;
  /** Mean of b − a. */
  readonly effect: number;
  /** Of the differences (n − 1); null of a single pair, as all that follows from it. */
  readonly deviation: number | null;
  /** Bounds of the 95 % confidence interval of the effect. */
  readonly lower95: number | null;
  readonly upper95: number | null;
  readonly method: DifferenceMethod | null;
  /** Effect by deviation (Cohen's d of pairs); infinite where all pairs differ by the same. */
  readonly standardised: number | null;
  /** Of differences so far from zero, to either side, if there were none. */
  readonly probability: number | null;
  /** Of differences so far inside of the margin if they were at it or beyond: the larger of two one-sided tests (TOST). */
  readonly probabilityBeyond: number | null;
  /** Unpaired replications that have an interval as narrow as one pair has: variance of both sides by that of the differences. */
  readonly gain: number | null;
}

/** Throws `RangeError` if there are no pairs. */
export function pairedDifference(
  { a, b, differences }: PairedValues,
  { kind, pilot, margin }: DifferenceOptions = {},
): PairedDifference {
  const { count: pairs, mean: effect, deviation } = estimate(differences);
  const means = { pairs, meanA: estimate(a).mean, meanB: estimate(b).mean, effect };
  if (deviation === null) return { ...means, ...unknown };
  const gain = deviation === 0 ? null : ((deviationOf(a) ?? 0) ** 2 + (deviationOf(b) ?? 0) ** 2) / deviation ** 2;
  const standardised = deviation === 0 ? (effect === 0 ? 0 : Infinity * Math.sign(effect)) : effect / deviation;
  const of = { ...means, deviation, standardised, gain };
  if (deviation === 0) return { ...of, ...ofEqual(differences, margin) };
  // Pairs that were all alike tell nothing of how far others are apart.
  const first = differences.slice(0, pilot);
  const { deviation: spread, count } = first.length > 1 && !isConstant(first) ? estimate(first) : estimate(differences);
  const error = spread! / Math.sqrt(pairs);
  const degrees = count - 1;
  const half = tFactor(count) * error;
  const student = { lower95: effect - half, upper95: effect + half };
  const isFixed = count === pairs;
  const isDiscrete = kind === "count" || kind === "share";
  const drawn =
    isFixed && isDiscrete && pairs >= minBootstrap && pairs <= maxBootstrap ? bcaInterval(differences) : null;
  const interval = drawn === null ? student : { lower95: drawn.lower, upper95: drawn.upper };
  const isBinary = isFixed && kind === "share" && [...a, ...b].every((value) => value === 0 || value === 1);
  return {
    ...of,
    ...(kind === "share"
      ? { lower95: Math.max(-1, interval.lower95), upper95: Math.min(1, interval.upper95) }
      : interval),
    method: !isFixed ? "stein" : isBinary ? "sign" : drawn === null ? "t" : "bca",
    probability: isBinary ? signProbability(differences) : twoSided(effect / error, degrees),
    probabilityBeyond:
      margin === undefined
        ? null
        : Math.max(tProbability((effect - margin) / error, degrees), tProbability((-effect - margin) / error, degrees)),
  };
}

const unknown = {
  deviation: null,
  lower95: null,
  upper95: null,
  method: null,
  standardised: null,
  probability: null,
  probabilityBeyond: null,
  gain: null,
} as const;

const twoSided = (t: number, degrees: number): number => Math.min(1, 2 * tProbability(-Math.abs(t), degrees));

const isConstant = (values: readonly number[]): boolean => values.every((value) => value === values[0]);

/** That so uneven numbers of pairs go up and down if both are as likely. */
function signProbability(differences: readonly number[]): number {
  const up = differences.filter((one) => one > 0).length;
  const down = differences.filter((one) => one < 0).length;
  return Math.min(1, 2 * binomialProbability(Math.min(up, down), up + down));
}

/** Without a deviation signs are all that can be tested. */
function ofEqual(
  differences: readonly number[],
  margin: number | undefined,
): Pick<PairedDifference, "lower95" | "upper95" | "method" | "probability" | "probabilityBeyond"> {
  const [first] = differences;
  const beyond = differences.filter((one) => Math.abs(one) > 0 && Math.abs(one) >= (margin ?? 0)).length;
  return {
    lower95: first,
    upper95: first,
    method: "equal",
    probability: signProbability(differences),
    probabilityBeyond: margin === undefined ? null : binomialProbability(beyond, differences.length),
  };
}
