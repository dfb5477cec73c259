/** Searches whose answer is known: replications that are drawn from a curve. */
import { createStreams } from "../sim/random/stream.js";
import { probabilityBounds } from "../sim/stats/sequential/bernoulli-sequence.js";
import { exp } from "../sim/units/portable-math.js";
import { verdictOf } from "../sim/experiment/expect/judge.js";
import { type Found, foundOf, type FoundQuestion } from "../sim/experiment/threshold/found.js";
import { nextWanted, type Tried, withRuns } from "../sim/experiment/threshold/search.js";

const draws = createStreams("critical values", 0);

/** Of a claim that the probability is above a bound. */
export function questionOf(bound: number, more: Partial<FoundQuestion<boolean>> = {}): FoundQuestion<boolean> {
  return {
    judge: (runs, alpha) => {
      const successes = runs.filter(Boolean).length;
      const bounds = probabilityBounds({ successes, trials: runs.length }, alpha);
      return {
        verdict: verdictOf(false, bound, bounds),
        estimate: successes / runs.length,
        ...bounds,
        measured: runs.length,
      };
    },
    happened: (run) => run,
    bound,
    alpha: 0.05,
    precision: 0.001,
    snap: (position) => position,
    replicationsMax: 2000,
    patience: 80,
    ...more,
  };
}

/** How a replication answers at a value: with one draw for all values (common random numbers), or a draw each. */
type Response = (position: number, replication: number) => boolean;

export const common =
  (curve: (x: number) => number, search: number, name = "common"): Response =>
  (position, replication) =>
    draws.purpose(name).uniform(search, replication) < curve(position);
export const apart =
  (curve: (x: number) => number, search: number): Response =>
  (position, replication) =>
    draws.purpose("apart").uniform(search, replication + 100_000 * Math.floor(position * 1e6)) < curve(position);

export function searched(
  question: FoundQuestion<boolean>,
  response: Response,
): { readonly tried: readonly Tried<boolean>[]; readonly found: Found } {
  let tried: readonly Tried<boolean>[] = [];
  for (;;) {
    const wanted = nextWanted(tried, question);
    if (wanted === undefined) return { tried, found: foundOf(tried, question) };
    const { position, from, until } = wanted;
    const runs = Array.from({ length: until - from }, (_, k) => response(position, from + k));
    tried = withRuns(tried, position, runs, question);
  }
}

export const logistic =
  (at: number, steepness: number) =>
  (x: number): number =>
    1 / (1 + exp(-steepness * (x - at)));

/** In how many searches the truth lies in the interval, and in the bracket, and how often each method answered. */
export function coverage(
  question: FoundQuestion<boolean>,
  curve: (x: number) => number,
  { truth, searches, response = common }: { truth: number; searches: number; response?: typeof common },
) {
  const methods: Record<string, number> = {};
  let [inInterval, inBracket, width] = [0, 0, 0];
  for (let search = 0; search < searches; search++) {
    const { critical, bracket, outcome } = searched(question, response(curve, search)).found;
    const method = critical?.method ?? outcome;
    methods[method] = (methods[method] ?? 0) + 1;
    if (critical !== undefined && critical.lower <= truth && truth <= critical.upper) inInterval++;
    if (bracket !== undefined && bracket.lower <= truth && truth <= bracket.upper) inBracket++;
    if (critical !== undefined) width += (critical.upper - critical.lower) / searches;
  }
  return { inInterval: inInterval / searches, inBracket: inBracket / searches, methods, width };
}
