/**
 * Carries out a tuning:
 *
 *     what matters: elementary effects of all, Sobol indices of those that do something
 *           │ the best of what was measured
 *           ▼
 *     the front: NSGA-II on common random numbers ─► no point that was measured beats them
 *           │ those that lie apart                            │ the one nearest to the best of each
 *           ▼                                                 ▼
 *     how robust: on futures drawn apart from the rest     on what it hangs: figures that are assumed, one at a time
 */
import { max, min, minIndex } from "d3-array";
import { joinErrors } from "../../scenario/sweep/expand.js";
import type { Model, ScenarioBasics } from "../model.js";
import { ScenarioErrors } from "../ready-scenario.js";
import type { SearchOptions } from "../search/point-cells.js";
import { closeStore } from "../store/cell-store.js";
import { assumedEffects, type AssumedEffects } from "./assumed.js";
import type { TuneBudget } from "./budget.js";
import { tuneMessages as messages } from "./messages.js";
import { frontsOf, type Judged, survivorsOf, thinnedFront } from "./nsga/domination.js";
import { nsga2 } from "./nsga/nsga2.js";
import type { ReadyTune } from "./ready-tune.js";
import { type Robustness, robustnessOf } from "./robustness.js";
import { type Sensitivities, sensitivitiesOf } from "./sensitivity.js";
import { TuneBench } from "./tune-bench.js";

export interface TuneResult<Scenario extends ScenarioBasics> {
  readonly bench: TuneBench<Scenario>;
  readonly budget: TuneBudget;
  readonly sensitivities: Sensitivities;
  /** Points that were measured, in their order, for all but what is robust or assumed. */
  readonly points: readonly number[];
  /** Those that no other one beats, by the first objective; where no point holds what must, the nearest to it. */
  readonly front: readonly number[];
  readonly isFeasible: boolean;
  /** Of the front the one that is nearest to the best of every objective, each as a share of its range there. */
  readonly compromise: number;
  readonly robustness: readonly Robustness[];
  readonly assumed: AssumedEffects;
  readonly isInterrupted: boolean;
}

export interface TuneOptions extends SearchOptions {
  readonly budget: TuneBudget;
}

const noneAssumed: AssumedEffects = { inputs: [], left: 0, words: 0 };

/** Throws `ScenarioErrors` where nothing of the ranges can be run, and `ReplicationFailure`. */
export async function runTune<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  ready: ReadyTune<Scenario>,
  { budget, ...options }: TuneOptions,
): Promise<TuneResult<Scenario>> {
  const bench = new TuneBench(model, ready, budget.replications, options);
  try {
    const sensitivities = await sensitivitiesOf(bench, budget);
    const result = (found: Partial<TuneResult<Scenario>>): TuneResult<Scenario> => ({
      bench,
      budget,
      sensitivities,
      points: [],
      front: [],
      isFeasible: false,
      compromise: -1,
      robustness: [],
      assumed: noneAssumed,
      isInterrupted: true,
      ...found,
    });
    if (sensitivities.isInterrupted) return result({});
    const searched = await search(bench, budget);
    if (searched) return result({});
    if (bench.measured.length === 0) throw nothingPossible(bench);
    const points = [...bench.measured];
    const { front, isFeasible } = frontOf(bench, points);
    const compromise = compromiseOf(bench, front);
    const robust = await robustnessOf(bench, robustPoints(bench, front, compromise, budget), budget);
    if (robust === undefined) return result({});
    const { by } = ready.tune.words.assumed;
    const assumed = await assumedEffects(bench, compromise, { by, inputs: budget.inputs });
    if (assumed === undefined) return result({});
    return result({ points, front, isFeasible, compromise, robustness: robust, assumed, isInterrupted: false });
  } finally {
    closeStore(options.store);
    await bench.close();
  }
}

const nothingPossible = <Scenario extends ScenarioBasics>(bench: TuneBench<Scenario>): ScenarioErrors =>
  new ScenarioErrors(
    joinErrors(bench.firstRefused).map((error) => ({
      ...error,
      message: `${messages.nothingPossible()} ${error.message}`,
    })),
  );

/** True: somebody wants an end. Half of the first generation is the best of what was measured before. */
async function search<Scenario extends ScenarioBasics>(
  bench: TuneBench<Scenario>,
  { population, generations }: TuneBudget,
): Promise<boolean> {
  const known = [...bench.measured];
  const best = survivorsOf(
    known.map((point) => bench.judged(point)),
    Math.floor(population / 2),
  ).map(({ point }) => bench.placeOf(known[point]));
  const { isInterrupted } = await nsga2(bench, {
    seed: bench.ready.scenario.seed,
    isOrdered: bench.ready.tune.axes.map(({ isOrdered }) => isOrdered),
    population,
    generations,
    start: best,
  });
  return isInterrupted;
}

function frontOf<Scenario extends ScenarioBasics>(
  bench: TuneBench<Scenario>,
  points: readonly number[],
): { readonly front: readonly number[]; readonly isFeasible: boolean } {
  const judged = points.map((point) => bench.judged(point));
  const [first] = frontsOf(judged);
  // Points that are as good as each other in everything stand there once.
  const seen = new Set<string>();
  const front = first
    .filter((k) => {
      const key = JSON.stringify(judged[k].objectives);
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => compareObjectives(judged[a], judged[b]) || a - b)
    .map((k) => points[k]);
  return { front, isFeasible: bench.judged(front[0]).violation === 0 };
}

function compareObjectives(a: Judged, b: Judged): number {
  for (const [k, value] of a.objectives.entries())
    if (value !== b.objectives[k]) return value < b.objectives[k] ? -1 : 1;
  return 0;
}

function compromiseOf<Scenario extends ScenarioBasics>(bench: TuneBench<Scenario>, front: readonly number[]): number {
  const judged = front.map((point) => bench.judged(point).objectives);
  const ranges = judged[0].map((_unused, k) => {
    const values = judged.map((objectives) => objectives[k]);
    return { lowest: min(values) as number, highest: max(values) as number };
  });
  const distances = judged.map((objectives) =>
    objectives.reduce((sum, value, k) => {
      const { lowest, highest } = ranges[k];
      // What was not measured is as far off as can be.
      const share = value === lowest ? 0 : Number.isFinite(highest) ? (value - lowest) / (highest - lowest) : 1;
      return sum + share * share;
    }, 0),
  );
  return front[minIndex(distances)];
}

/** So many of the front that lie apart, the compromise among them. */
function robustPoints<Scenario extends ScenarioBasics>(
  bench: TuneBench<Scenario>,
  front: readonly number[],
  compromise: number,
  { robustPoints: count }: TuneBudget,
): readonly number[] {
  const judged = front.map((point) => bench.judged(point));
  const others = front.flatMap((point, k) => (point === compromise ? [] : [k]));
  const apart = new Set(thinnedFront(judged, others, count - 1));
  return front.filter((point, k) => point === compromise || apart.has(k));
}
