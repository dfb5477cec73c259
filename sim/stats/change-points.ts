/**
 * Where the level of a series changes: optimal partitioning by squared error, with the pruning of PELT (Killick, Fearnhead
 * and Eckley, "Optimal detection of changepoints with a linear computational cost", JASA 107, 2012). Only + − × ÷ and a
 * portable logarithm, so that the same series has the same changes in every engine.
 */
import { ln } from "../units/portable-math.js";
import { noiseOf } from "./noise.js";

export interface ChangePoint {
  /** Index of the first value of the new level. */
  readonly at: number;
  /** Means of the stretches before and after it, each up to the next change or the end of the series. */
  readonly before: number;
  readonly after: number;
  /** By how much the few values right after it differ from those right before: little where a level drifts instead of stepping. */
  readonly step: number;
}

export interface ChangeOptions {
  /**
   * Least standard deviation of the noise that is assumed, in the unit of the series: one that stands still but for a few
   * values has none of its own, and every flicker of it would be a change.
   */
  readonly noiseFloor: number;
  /** Fewest values of a level, 2 unless given; 1 finds single outliers too. */
  readonly minLength?: number;
}

/**
 * Of one more change, in variances of the noise times the logarithm of the length. Two is Yao's (1988), for a noise that is known
 * and independent; twice as much because it is estimated from the series, and counts come in steps. `change-points.test.ts`
 * counts the false alarms.
 */
const penaltyFactor = 4;

/** Values on each side that a step is read from. */
const besideStep = 3;

/**
 * Changes of the level of a series, in order. The series must be finite; noise may hang together from value to value, as
 * counts of who is online do. Empty for fewer than 2 · minLength values.
 */
export function changePoints(
  values: ArrayLike<number>,
  { noiseFloor, minLength = 2 }: ChangeOptions,
): readonly ChangePoint[] {
  const count = values.length;
  if (count < 2 * minLength) return [];
  const { longRunVariance } = noiseOf(values, noiseFloor);
  const sums = new Sums(values);
  const starts = partition(sums, { count, minLength, penalty: penaltyFactor * ln(count) * longRunVariance });
  return starts.slice(1).map((at, k): ChangePoint => {
    const [from, until] = [starts[k], starts[k + 2] ?? count];
    const step = sums.mean(at, Math.min(until, at + besideStep)) - sums.mean(Math.max(from, at - besideStep), at);
    return { at, before: sums.mean(from, at), after: sums.mean(at, until), step };
  });
}

/** Sums of values and squares up to each index, of the deviations from the mean so that digits are kept. */
class Sums {
  readonly #values: Float64Array;
  readonly #squares: Float64Array;
  readonly #mean: number;

  constructor(values: ArrayLike<number>) {
    const { length } = values;
    let sum = 0;
    for (let k = 0; k < length; k++) sum += values[k];
    this.#mean = sum / length;
    this.#values = new Float64Array(length + 1);
    this.#squares = new Float64Array(length + 1);
    for (let k = 0; k < length; k++) {
      const deviation = values[k] - this.#mean;
      this.#values[k + 1] = this.#values[k] + deviation;
      this.#squares[k + 1] = this.#squares[k] + deviation * deviation;
    }
  }

  mean(from: number, until: number): number {
    return this.#mean + (this.#values[until] - this.#values[from]) / (until - from);
  }

  /** Squared error of one level for all values from `from` up to, not with, `until`. */
  cost(from: number, until: number): number {
    const sum = this.#values[until] - this.#values[from];
    return this.#squares[until] - this.#squares[from] - (sum * sum) / (until - from);
  }
}

interface Partition {
  readonly count: number;
  readonly minLength: number;
  readonly penalty: number;
}

/** A place where the last stretch may begin; from `uselessFrom` on another one is as good. */
interface Candidate {
  readonly from: number;
  readonly uselessFrom: number;
}

/** First indices of the stretches of the best partition, 0 among them; of equal ones that with the earliest last change. */
function partition(sums: Sums, { count, minLength, penalty }: Partition): number[] {
  const best = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  const lastStart = new Int32Array(count + 1);
  best[0] = -penalty;
  let candidates: Candidate[] = [{ from: 0, uselessFrom: Number.POSITIVE_INFINITY }];
  for (let until = minLength; until <= count; until++) {
    const costs = candidates.map(({ from }) => best[from] + sums.cost(from, until));
    costs.forEach((cost, k) => {
      if (cost + penalty >= best[until]) return;
      best[until] = cost + penalty;
      lastStart[until] = candidates[k].from;
    });
    // A start that is no better than one here without paying for a change is never the best again, once one here is possible.
    candidates = candidates
      .map((one, k) =>
        costs[k] > best[until] ? { ...one, uselessFrom: Math.min(one.uselessFrom, until + minLength) } : one,
      )
      .filter(({ uselessFrom }) => uselessFrom > until + 1);
    const next = until + 1 - minLength;
    if (next >= minLength) candidates.push({ from: next, uselessFrom: Number.POSITIVE_INFINITY });
  }
  const starts: number[] = [];
  for (let until = count; until > 0; until = lastStart[until]) starts.push(lastStart[until]);
  return starts.reverse();
}
