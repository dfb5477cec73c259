/** What was found, measured anew on seeds that it was not found by: the best of many measurements is most often better than it is. */
import { createHash } from "node:crypto";
import { sort } from "d3-array";
import { binomialInterval } from "../../stats/binomial-interval.js";
import { sampleOf } from "../../stats/sample.js";
import { quantileBounds } from "../../stats/sequential/quantile-bounds.js";
import type { ValueOf } from "../expect/event.js";
import { type Judgement, judge } from "../expect/judge.js";
import type { Plain } from "../../scenario/tree.js";
import { type Bound, distanceTo } from "./bound.js";
import { kindOfMeasure, type Measure, type MeasureContext, valueOfMeasure, valuesIn } from "./measure.js";

export interface Estimated {
  /** Null: not measured in all runs. */
  readonly value: number | null;
  /** Bounds of its 95 % interval; null: open to that side, or unknown. */
  readonly lower95: number | null;
  readonly upper95: number | null;
}

/** Follows from the seed of the search, and shares no draw with it. A word, since digits alone would be read as a number. */
export const freshSeed = (seed: string): string =>
  `fresh-${createHash("sha256")
    .update(JSON.stringify([seed, "search"]))
    .digest("hex")
    .slice(0, 16)}`;

/** A field of the point is what is written, without a doubt. */
export function estimated(
  measure: Measure,
  runs: readonly ValueOf[],
  { parameters, axes }: { readonly parameters: readonly Plain[]; readonly axes: MeasureContext["axes"] },
): Estimated {
  const value = valueOfMeasure(measure, runs, parameters, axes);
  if (measure.kind === "field") return { value, lower95: value, upper95: value };
  const values = valuesIn(measure, runs).filter((one) => one !== null);
  if (value === null) return { value: null, lower95: null, upper95: null };
  if (measure.kind === "probability") {
    const { lower, upper } = binomialInterval(values.filter((one) => one === 1).length, values.length);
    return { value, lower95: lower, upper95: upper };
  }
  if (measure.kind === "quantile") {
    const { lower, upper } = quantileBounds(sort(values), measure.share, 0.05);
    return { value, lower95: finite(lower), upper95: finite(upper) };
  }
  const sample = sampleOf(values, kindOfMeasure(measure));
  return { value, lower95: numberOf(sample?.lower95), upper95: numberOf(sample?.upper95) };
}

const numberOf = (of: number | bigint | null | undefined): number | null =>
  of === null || of === undefined ? null : Number(of);
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Whether what must hold does, with its confidence over all candidates together (Bonferroni). */
export const judgedBound = (bound: Bound, runs: readonly ValueOf[], candidates: number): Judgement =>
  judge(bound, runs, (1 - bound.confidence) / candidates, 1);

/**
 * Candidates where something must hold: the first of the ranked that meets it as measured, the first that meets it by one standard error, by two,
 * and so on, each once. Of the many that just meet a bound the cheapest owes it to its luck most often.
 */
export function candidatesBy(
  bound: Bound,
  ranked: readonly number[],
  runsOf: (point: number) => readonly ValueOf[],
  most: number,
): number[] {
  const errors = ranked.map((point) => distanceTo(bound, runsOf(point)).errors);
  const found = Array.from({ length: most }, (_, k) => ranked.find((_point, at) => errors[at] >= k));
  return [...new Set(found.filter((point) => point !== undefined))];
}
