/** What a search found: a critical value with its interval, or why there is none. */
import { crossingOf, fitLogistic, type LogisticFit, type Observed } from "./logistic-fit.js";
import { monotonyOf, type Monotony } from "./monotone.js";
import { type Bracket, bracketOf, directionOf, endsOf, isNarrow, type SearchQuestion, type Tried } from "./search.js";

/**
 * What came of it:
 *
 *     found          there is a critical value
 *     alike          the claim is so at both ends, or at neither
 *     open           an end is too close to the bound to be told
 *     turning        the response is not monotone: there is no one critical value
 *     unmeasured     no run measured what the claim is of
 */
export type Outcome = "found" | "alike" | "open" | "turning" | "unmeasured";

/** `bisection`: as narrow as asked; `fit`: a logistic curve where replications were used up first; `bracket`: the same without a curve. */
export type Method = "bisection" | "fit" | "bracket";

/** All positions are shares of the range. */
export interface Found {
  readonly outcome: Outcome;
  readonly direction: "rising" | "falling" | undefined;
  readonly critical:
    { readonly method: Method; readonly estimate: number; readonly lower: number; readonly upper: number } | undefined;
  /** Decided values on both sides. */
  readonly bracket: Bracket | undefined;
  readonly fit: LogisticFit | undefined;
  readonly monotony: Monotony | undefined;
}

export interface FoundQuestion<Run> extends SearchQuestion<Run> {
  /** Whether the event of the claim happened in a run. */
  readonly happened: (run: Run) => boolean;
  readonly bound: number;
}

export function foundOf<Run>(tried: readonly Tried<Run>[], question: FoundQuestion<Run>): Found {
  const observed = tried.map(({ position, runs }): Observed => ({
    x: position,
    happened: runs.map(question.happened),
  }));
  const ends = endsOf(tried, question);
  const direction = directionOf(tried, question);
  const bracket = bracketOf(tried, question);
  const inside = observed.filter(({ x }) => bracket !== undefined && x >= bracket.lower && x <= bracket.upper);
  const fit = fitLogistic(inside);
  const common = { direction, bracket, fit };
  if (tried.length > 0 && tried.every(({ judged }) => judged.measured === 0))
    return { ...common, outcome: "unmeasured", critical: undefined, monotony: undefined };
  const isDecided = ends.length === 2 && ends.every(({ judged }) => judged.verdict !== "undecided");
  if (direction === undefined) {
    const turns = isDecided && tried.some(({ judged }) => isOther(judged.verdict, ends[0].judged.verdict));
    const outcome = turns ? "turning" : isDecided ? "alike" : "open";
    return { ...common, outcome, critical: undefined, monotony: undefined };
  }
  // The probability rises where the claim that it is above something begins to be so, and falls where it ends.
  const slope = slopeOf(observed);
  const monotony = monotonyOf(observed, slope, question.alpha);
  if (bracket === undefined || monotony.reversal !== undefined)
    return { ...common, outcome: "turning", critical: undefined, monotony };
  return { ...common, outcome: "found", critical: criticalOf(bracket, fit, question), monotony };
}

const isOther = (verdict: string, other: string): boolean => verdict !== "undecided" && verdict !== other;

/** Which way the event's share goes between the ends. */
function slopeOf(observed: readonly Observed[]): "rising" | "falling" {
  const sorted = observed.toSorted((a, b) => a.x - b.x);
  const [first, last] = [sorted[0], sorted[sorted.length - 1]].map(
    ({ happened }) => happened.filter(Boolean).length / happened.length,
  );
  return last >= first ? "rising" : "falling";
}

function criticalOf<Run>(
  bracket: Bracket,
  fit: LogisticFit | undefined,
  question: FoundQuestion<Run>,
): NonNullable<Found["critical"]> {
  const { lower, upper } = bracket;
  const crossing = fit === undefined ? undefined : crossingOf(fit, question.bound, 1 - question.alpha);
  const clipped = (position: number): number => Math.min(upper, Math.max(lower, position));
  const estimate = crossing === undefined ? (lower + upper) / 2 : clipped(crossing.estimate);
  if (isNarrow(bracket, question)) return { method: "bisection", estimate, lower, upper };
  if (crossing === undefined) return { method: "bracket", estimate, lower, upper };
  return { method: "fit", estimate, lower: clipped(crossing.lower), upper: clipped(crossing.upper) };
}
