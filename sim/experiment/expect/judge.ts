/** What the replications so far say of a claim. */
import { quantileSorted, sort } from "d3-array";
import { estimate } from "../../stats/estimate.js";
import { probabilityBounds } from "../../stats/sequential/bernoulli-sequence.js";
import { fixedSize, fixedSizeOfMean } from "../../stats/sequential/fixed-size.js";
import { meanBounds } from "../../stats/sequential/mean-sequence.js";
import { quantileBounds } from "../../stats/sequential/quantile-bounds.js";
import { comparisons, type Figure, figureName } from "../figures/figure.js";
import type { Claim, EveryClaim, MeanClaim, ProbabilityClaim, QuantileClaim } from "./claim.js";
import { isSo, onlyCondition, type ValueOf, witnessOf } from "./event.js";
import { wholeRuns } from "./looks.js";
import type { Splitting } from "./judge-rare.js";
import type { Tilted } from "./judge-tilted.js";

export type Verdict = "pass" | "fail" | "undecided";

/** A replication that speaks against a claim most. */
export interface Worst {
  readonly replication: number;
  /** What was measured there, and of which figure; null where several conditions are joined. */
  readonly figure: string | null;
  readonly value: number | null;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Sample standard deviation of what a mean is of; null or left out: there is none. */
  readonly deviation?: number | null;
  /** Of the probability, the mean or the quantile; null: nothing was measured. */
  readonly estimate: number | null;
  /** What was not ruled out; holds over all looks together. Null: open to that side. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** `share` of probabilities. */
  readonly unit: string;
  /** Replications looked at, and those of them that measured something. */
  readonly replications: number;
  readonly measured: number;
  /** Those in which it was as claimed, or else; null: it is no claim of single runs. */
  readonly occurrences: number | null;
  /** Replications that a test of fixed size takes for the same errors; null: it cannot be said. */
  readonly fixedSize: number | null;
  /** Where something speaks against it. */
  readonly worst: Worst | null;
  /** Where splitting has estimated it, with paths in place of replications. */
  readonly splitting?: Splitting;
  /** Where runs by another law have estimated it. */
  readonly tilted?: Tilted;
}

/** `runs`: values by figure, a replication each, in their order. `look`: which look it is, from 1. */
export function judge(claim: Claim, runs: readonly ValueOf[], alpha: number, look: number): Judgement {
  switch (claim.kind) {
    case "probability":
      return judgeProbability(claim, runs, alpha);
    case "every":
      return judgeEvery(claim, runs, alpha);
    case "mean":
      return judgeMean(claim, runs, { alpha, look });
    case "quantile":
      return judgeQuantile(claim, runs, alpha);
  }
}

/** A number of the interval is not ruled out, its ends are, where there are any. */
export function verdictOf(
  isBelow: boolean,
  bound: number,
  { lower, upper }: { lower: number; upper: number },
): Verdict {
  const isKnownBelow = upper < 1 && upper <= bound;
  const isKnownAbove = lower > 0 && lower >= bound;
  if (isBelow ? isKnownBelow : isKnownAbove) return "pass";
  return (isBelow ? isKnownAbove : isKnownBelow) ? "fail" : "undecided";
}

function judgeProbability(
  { event, side, bound }: ProbabilityClaim,
  runs: readonly ValueOf[],
  alpha: number,
): Judgement {
  const isBelow = side.startsWith("<");
  const answers = runs.map((valueOf) => isSo(event, valueOf));
  const measured = answers.filter((answer) => answer !== null).length;
  // A run that measured nothing speaks against what is claimed.
  const occurred = answers.map((answer) => answer ?? isBelow);
  const occurrences = occurred.filter(Boolean).length;
  const bounds = probabilityBounds({ successes: occurrences, trials: runs.length }, alpha);
  return {
    verdict: measured === 0 ? "fail" : verdictOf(isBelow, bound, bounds),
    estimate: measured === 0 ? null : occurrences / runs.length,
    ...bounds,
    unit: "share",
    replications: runs.length,
    measured,
    occurrences,
    fixedSize: fixedSize(bound, alpha),
    worst: worstOf(event, runs, (k) => occurred[k] === isBelow),
  };
}

function judgeEvery({ event, confidence }: EveryClaim, runs: readonly ValueOf[], alpha: number): Judgement {
  const answers = runs.map((valueOf) => isSo(event, valueOf));
  const measured = answers.filter((answer) => answer !== null).length;
  const occurrences = answers.filter((answer) => answer === true).length;
  const needed = wholeRuns(confidence, alpha);
  return {
    verdict: occurrences < runs.length ? "fail" : runs.length >= needed ? "pass" : "undecided",
    estimate: measured === 0 ? null : occurrences / runs.length,
    ...probabilityBounds({ successes: occurrences, trials: runs.length }, alpha),
    unit: "share",
    replications: runs.length,
    measured,
    occurrences,
    fixedSize: needed,
    worst: worstOf(event, runs, (k) => answers[k] !== true),
  };
}

function judgeMean(
  { figure, lower, upper, unit }: MeanClaim,
  runs: readonly ValueOf[],
  { alpha, look }: { readonly alpha: number; readonly look: number },
): Judgement {
  const name = figureName(figure);
  const all = runs.map((valueOf) => (isMeasuredIn(figure, valueOf) ? valueOf(name) : null));
  const values = all.filter((value) => value !== null).map(Number);
  const seen = { unit, replications: runs.length, measured: values.length, occurrences: null };
  if (values.length === 0) return { ...seen, ...nothing };
  const bounds = meanBounds(values, alpha, look);
  const { deviation } = estimate(values);
  const distance = Math.min(Math.abs(bounds.mean - lower), Math.abs(upper - bounds.mean));
  const isWithin = bounds.lower >= lower && bounds.upper <= upper;
  const isOutside = bounds.upper < lower || bounds.lower > upper;
  // The run that is farthest on the side on which the mean is.
  const sign = bounds.mean - lower < upper - bounds.mean ? -1 : 1;
  const worst = maxBy(all, (value) => (value === null ? null : sign * Number(value)));
  return {
    ...seen,
    verdict: isWithin ? "pass" : isOutside ? "fail" : "undecided",
    estimate: bounds.mean,
    deviation,
    lower: finite(bounds.lower),
    upper: finite(bounds.upper),
    fixedSize:
      deviation === null || deviation === 0 || distance === 0
        ? null
        : fixedSizeOfMean({ deviation, halfWidth: distance }, alpha),
    worst: worst === undefined ? null : { replication: worst, figure: name, value: Number(all[worst]) },
  };
}

/** Whether anything was measured by which a figure could be told that has a value even of nothing. */
function isMeasuredIn(figure: Figure, valueOf: ValueOf): boolean {
  const { witness } = witnessOf(figure);
  return witness === undefined || valueOf(figureName(witness)) !== null;
}

const nothing = { verdict: "fail", estimate: null, lower: null, upper: null, fixedSize: null, worst: null } as const;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function judgeQuantile(
  { figure, share, side, bound, unit }: QuantileClaim,
  runs: readonly ValueOf[],
  alpha: number,
): Judgement {
  const name = figureName(figure);
  const isBelow = side.startsWith("<");
  // What did not happen while the run lasted comes later than any time in it.
  const ifMissing = figure.reduction === "first" ? Number.POSITIVE_INFINITY : null;
  const all = runs.map((valueOf) => (isMeasuredIn(figure, valueOf) ? (valueOf(name) ?? ifMissing) : null));
  const values = all.filter((value) => value !== null).map(Number);
  const seen = { unit, replications: runs.length, measured: values.length };
  if (values.length === 0) return { ...seen, ...nothing, occurrences: null };
  // Below the bound, as the claim has it; whether of `share` of all runs or more, or of fewer.
  const comparison = ({ "<": "<", "<=": "<=", ">": "<=", ">=": "<" } as const)[side];
  const isUnder = all.map((value) => (value === null ? !isBelow : comparisons[comparison](value, bound)));
  const occurrences = isUnder.filter(Boolean).length;
  const known = probabilityBounds({ successes: occurrences, trials: runs.length }, alpha);
  const sorted = sort(values);
  const bounds = quantileBounds(sorted, share, alpha);
  const worst = maxBy(all, (value) => (value === null ? null : isBelow ? Number(value) : -Number(value)));
  return {
    ...seen,
    verdict: verdictOf(!isBelow, share, known),
    estimate: finite(quantileSorted(sorted, share) ?? Number.NaN),
    lower: finite(bounds.lower),
    upper: finite(bounds.upper),
    occurrences,
    fixedSize: fixedSize(share, alpha),
    worst:
      worst === undefined || isUnder[worst] === isBelow
        ? null
        : { replication: worst, figure: name, value: finite(Number(all[worst])) },
  };
}

/** Of the runs that speak against an event the one that does so most, where one figure tells; else the first. */
function worstOf(
  event: ProbabilityClaim["event"],
  runs: readonly ValueOf[],
  isAgainst: (run: number) => boolean,
): Worst | null {
  const against = runs.map((_, k) => k).filter(isAgainst);
  if (against.length === 0) return null;
  const condition = onlyCondition(event);
  if (condition === undefined) return { replication: against[0], figure: null, value: null };
  const { figure, witness, comparison } = condition;
  const shown = witness ?? figure;
  const name = figureName(shown);
  const sign = witness === undefined ? (comparison.startsWith("<") ? -1 : 1) : shown.reduction === "min" ? -1 : 1;
  const found = maxBy(against, (k) => {
    const value = runs[k](name);
    return value === null ? null : sign * Number(value);
  });
  const replication = against[found ?? 0];
  const value = runs[replication](name);
  return { replication, figure: name, value: value === null ? null : Number(value) };
}

/** Index of the first of the largest; undefined where nothing has a size. */
function maxBy<Item>(items: readonly Item[], sizeOf: (item: Item) => number | null): number | undefined {
  let best: { readonly at: number; readonly size: number } | undefined;
  for (const [at, item] of items.entries()) {
    const size = sizeOf(item);
    if (size !== null && (best === undefined || size > best.size)) best = { at, size };
  }
  return best?.at;
}
