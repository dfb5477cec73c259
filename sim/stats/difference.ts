/** Intervals of the difference of two independent samples of which only the summary is known: the second less the first. */
import { normalQuantile, tQuantile } from "./distributions.js";

/** What is kept of a sample whose mean is asked for. */
export interface MeanSummary {
  readonly count: number;
  readonly mean: number;
  /** Sample standard deviation (n − 1). */
  readonly deviation: number;
}

/** Of how many trials how many came true. */
export interface ShareSummary {
  readonly trials: number;
  readonly successes: number;
}

export interface DifferenceInterval {
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
}

/** Two-sided, of means of samples of two values or more, whose deviations may differ (Welch 1947). */
export function meanDifference(first: MeanSummary, second: MeanSummary, confidence: number): DifferenceInterval {
  const [a, b] = [first, second].map(({ count, deviation }) => (deviation * deviation) / count);
  const difference = second.mean - first.mean;
  const error = a + b;
  if (error === 0) return { difference, lower: difference, upper: difference };
  const degrees = (error * error) / ((a * a) / (first.count - 1) + (b * b) / (second.count - 1));
  const half = tQuantile((1 + confidence) / 2, degrees) * Math.sqrt(error);
  return { difference, lower: difference - half, upper: difference + half };
}

/** Two-sided, of shares: from the score intervals of both (Newcombe 1998, method 10), which hold for rare events too. */
export function shareDifference(first: ShareSummary, second: ShareSummary, confidence: number): DifferenceInterval {
  const [a, b] = [scoreInterval(first, confidence), scoreInterval(second, confidence)];
  const difference = b.share - a.share;
  return {
    difference,
    lower: difference - root(b.share - b.lower, a.upper - a.share),
    upper: difference + root(b.upper - b.share, a.share - a.lower),
  };
}

const root = (one: number, other: number): number => Math.sqrt(one * one + other * other);

/** Wilson 1927. */
function scoreInterval({ trials, successes }: ShareSummary, confidence: number) {
  const z = normalQuantile((1 + confidence) / 2);
  const share = successes / trials;
  const centre = (share + (z * z) / (2 * trials)) / (1 + (z * z) / trials);
  const half =
    (z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))) / (1 + (z * z) / trials);
  return {
    share,
    lower: successes === 0 ? 0 : Math.max(0, centre - half),
    upper: successes === trials ? 1 : Math.min(1, centre + half),
  };
}
