/** How points do on futures that they were not found by. */
import { createHash } from "node:crypto";
import { quantileSorted, sort } from "d3-array";
import { binomialInterval } from "../../stats/binomial-interval.js";
import type { ScenarioBasics } from "../model.js";
import type { TuneBudget } from "./budget.js";
import type { Outcome, TuneBench } from "./tune-bench.js";

/** Where values of an objective lie over the futures; null: in one of them it was not measured. */
export interface Spread {
  readonly lowest: number;
  readonly q10: number;
  readonly median: number;
  readonly q90: number;
  readonly highest: number;
}

export interface HeldShare {
  /** Of the futures. */
  readonly share: number;
  readonly lower95: number;
  readonly upper95: number;
}

export interface Robustness {
  readonly point: number;
  readonly paths: number;
  /** By objective. */
  readonly objectives: readonly (Spread | null)[];
  /** By constraint; and of all of them at once. */
  readonly constraints: readonly HeldShare[];
  readonly all: HeldShare;
}

/** Follows from the seed of the tuning, and shares no draw with it. A word, since digits alone would be read as a number. */
const pathSeed = (seed: string): string =>
  `paths-${createHash("sha256")
    .update(JSON.stringify([seed, "tune"]))
    .digest("hex")
    .slice(0, 16)}`;

/** Undefined: somebody wants an end. */
export async function robustnessOf<Scenario extends ScenarioBasics>(
  bench: TuneBench<Scenario>,
  points: readonly number[],
  { paths, pathReplications }: Pick<TuneBudget, "paths" | "pathReplications">,
): Promise<readonly Robustness[] | undefined> {
  if (paths === 0) return [];
  const { over } = bench.ready.tune.words.paths;
  const outcomes =
    over === undefined
      ? await onFreshSeeds(bench, points, paths)
      : await onNumberedPaths(bench, points, { over, paths, pathReplications });
  return outcomes?.map((of, k) => robustness(points[k], of));
}

/** A future a replication of another seed, the same for all points. */
async function onFreshSeeds<Scenario extends ScenarioBasics>(
  bench: TuneBench<Scenario>,
  points: readonly number[],
  paths: number,
): Promise<readonly (readonly Outcome[])[] | undefined> {
  const seed = pathSeed(String(bench.ready.scenario.seed));
  if (!(await bench.measureFresh(points, seed, paths))) return undefined;
  return points.map((point) => bench.runsOf(point, paths, seed).map((run) => bench.outcomeOf(point, [run])));
}

/** A future a number of the field that draws it, on the replications by which the points were found. */
async function onNumberedPaths<Scenario extends ScenarioBasics>(
  bench: TuneBench<Scenario>,
  points: readonly number[],
  {
    over,
    paths,
    pathReplications,
  }: { readonly over: string; readonly paths: number; readonly pathReplications: number },
): Promise<readonly (readonly Outcome[])[] | undefined> {
  const changed = points.map((point) =>
    Array.from({ length: paths }, (_unused, k) => bench.changed(point, [{ path: over, value: k + 1 }])).filter(
      (one) => one !== undefined,
    ),
  );
  if (!(await bench.measure(changed.flat(), pathReplications))) return undefined;
  return changed.map((of) => of.map((one) => bench.outcomeOf(one, bench.runsOf(one, pathReplications))));
}

function robustness(point: number, outcomes: readonly Outcome[]): Robustness {
  const objectives = (outcomes[0]?.values ?? []).map((_unused, k) => spreadOf(outcomes.map(({ values }) => values[k])));
  const constraints = (outcomes[0]?.held ?? []).map((_unused, k) =>
    heldShare(outcomes.map(({ held }) => held[k].violation === 0)),
  );
  const all = heldShare(outcomes.map(({ violation }) => violation === 0));
  return { point, paths: outcomes.length, objectives, constraints, all };
}

function spreadOf(values: readonly (number | null)[]): Spread | null {
  const known = sort(values.filter((value) => value !== null));
  if (known.length < values.length || known.length === 0) return null;
  const at = (share: number): number => quantileSorted(known, share) as number;
  return { lowest: at(0), q10: at(0.1), median: at(0.5), q90: at(0.9), highest: at(1) };
}

function heldShare(held: readonly boolean[]): HeldShare {
  if (held.length === 0) return { share: 0, lower95: 0, upper95: 1 };
  const count = held.filter(Boolean).length;
  const { lower, upper } = binomialInterval(count, held.length);
  return { share: count / held.length, lower95: lower, upper95: upper };
}
