/** Carries out a search: finds, measures what was found on fresh seeds, and says what it cannot exclude. */
import { joinErrors } from "../../scenario/sweep/expand.js";
import type { Judgement } from "../expect/judge.js";
import type { Model, ScenarioBasics } from "../model.js";
import { ScenarioErrors } from "../ready-scenario.js";
import { closeStore } from "../store/cell-store.js";
import { Bench } from "./bench.js";
import { type SearchBudget, budgetOf } from "./budget.js";
import { candidatesBy, type Estimated, estimated, freshSeed, judgedBound } from "./confirm.js";
import { type Excluded, excludedBy } from "./excluded.js";
import { find, type Found } from "./find.js";
import type { Score } from "./rank.js";
import { searchMessages as messages } from "./messages.js";
import type { SearchOptions } from "./point-cells.js";
import type { ReadySearch } from "./ready-search.js";

/** A point that was measured. */
export interface MeasuredPoint {
  readonly point: number;
  /** Replications on the seed of the search. */
  readonly replications: number;
  /** Whether it is one of those drawn at random, or was looked at as a neighbour of a better one. */
  readonly stage: "drawn" | "near";
  readonly score: Score;
  /** Of what must hold; null where nothing must, or nothing was measured. */
  readonly until: number | null;
}

/** A candidate on fresh seeds. */
export interface Candidate {
  readonly point: number;
  readonly value: Estimated;
  readonly cost: Estimated | null;
  /** Null where nothing must hold. */
  readonly until: Judgement | null;
  /** As it was measured while it was searched. */
  readonly searched: MeasuredPoint;
}

export interface SearchResult<Scenario extends ScenarioBasics> {
  readonly bench: Bench<Scenario>;
  readonly budget: SearchBudget;
  readonly points: readonly MeasuredPoint[];
  /** In the order in which they were tried; the last one that was not refuted is `best`. */
  readonly candidates: readonly Candidate[];
  /** Null: no point met what must hold, or the search was interrupted before it had any. */
  readonly best: Candidate | null;
  readonly freshSeed: string;
  /** Null where nothing was found. */
  readonly excluded: (Excluded & { readonly isWhole: boolean }) | null;
  readonly refused: number;
  readonly isInterrupted: boolean;
}

/** Throws `ScenarioErrors` where nothing of the space can be run, and `ReplicationFailure`. */
export async function runSearch<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  search: ReadySearch<Scenario>,
  { cells, ...options }: SearchOptions & { /** What it may cost. */ readonly cells: number },
): Promise<SearchResult<Scenario>> {
  const { goal, scenario } = search;
  const budget = budgetOf(cells, goal.until !== undefined);
  const bench = new Bench(model, search, options);
  try {
    const found = await find(bench, search.search.axes, { seed: scenario.seed, budget });
    if (found.drawn.length === 0) throw nothingPossible(bench, found);
    const seed = freshSeed(String(scenario.seed));
    const points = measuredPoints(bench, found);
    const tried = found.isInterrupted
      ? { candidates: [], best: null, isInterrupted: true }
      : await confirm(bench, found, { budget, seed, points });
    const { best } = tried;
    return {
      bench,
      budget,
      points,
      ...tried,
      freshSeed: seed,
      excluded: best === null ? null : excluded(bench, found, best.point, budget),
      refused: found.refused,
    };
  } finally {
    closeStore(options.store);
    await bench.close();
  }
}

const nothingPossible = <Scenario extends ScenarioBasics>(bench: Bench<Scenario>, { refused }: Found): ScenarioErrors =>
  new ScenarioErrors(
    joinErrors(bench.firstRefused).map((error) => ({
      ...error,
      message: `${messages.nothingPossible(refused)} ${error.message}`,
    })),
  );

function measuredPoints<Scenario extends ScenarioBasics>(bench: Bench<Scenario>, found: Found): MeasuredPoint[] {
  const drawn = new Set(found.drawn);
  const { until } = bench.search.goal;
  return bench.points.flatMap(({ parameters }, point) => {
    const replications = bench.replicationsOf(point);
    if (replications === 0) return [];
    const runs = bench.runsOf(point);
    const context = { parameters, axes: bench.search.search.axes };
    return [
      {
        point,
        replications,
        stage: drawn.has(point) ? "drawn" : "near",
        score: bench.scoreOf(point, replications),
        until: until === undefined ? null : estimated(until.measure, runs, context).value,
      } as const,
    ];
  });
}

/** The candidates one after the other, until what must hold does. */
async function confirm<Scenario extends ScenarioBasics>(
  bench: Bench<Scenario>,
  { finalists }: Found,
  {
    budget,
    seed,
    points,
  }: { readonly budget: SearchBudget; readonly seed: string; readonly points: readonly MeasuredPoint[] },
): Promise<Pick<SearchResult<Scenario>, "candidates" | "best" | "isInterrupted">> {
  const { goal, search } = bench.search;
  const { until, measure, cost } = goal;
  const runsOf = (point: number) => bench.runsOf(point, budget.lastReplications);
  const order =
    until === undefined ? finalists.slice(0, 1) : candidatesBy(until.bound, finalists, runsOf, budget.candidates);
  const candidates: Candidate[] = [];
  for (const point of order) {
    if (!(await bench.measureFresh([point], seed, budget.fresh)))
      return { candidates, best: null, isInterrupted: true };
    const runs = bench.runsOf(point, budget.fresh, seed);
    const context = { parameters: bench.points[point].parameters, axes: search.axes };
    candidates.push({
      point,
      value: estimated(measure, runs, context),
      cost: cost === undefined ? null : estimated(cost, runs, context),
      until: until === undefined ? null : judgedBound(until.bound, runs, budget.candidates),
      searched: points.find((one) => one.point === point) as MeasuredPoint,
    });
    if (candidates.at(-1)?.until?.verdict === "pass") break;
  }
  const confirmed = candidates.find((one) => one.until === null || one.until.verdict === "pass");
  const best = confirmed ?? candidates.findLast((one) => one.until?.verdict === "undecided") ?? null;
  return { candidates, best, isInterrupted: false };
}

/** Draws that are better on the first replications, and also on the last where they were measured on those. */
function excluded<Scenario extends ScenarioBasics>(
  bench: Bench<Scenario>,
  { drawn, isWhole }: Found,
  best: number,
  { firstReplications, lastReplications }: SearchBudget,
): Excluded & { readonly isWhole: boolean } {
  const better = drawn.filter(
    (point) =>
      bench.seemsBetter(point, best, firstReplications) &&
      (bench.replicationsOf(point) < lastReplications || bench.seemsBetter(point, best, lastReplications)),
  ).length;
  return { ...excludedBy(drawn.length, better), isWhole };
}
