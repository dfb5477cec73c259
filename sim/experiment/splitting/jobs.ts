/**
 * What has to be computed of something rare, in pieces that any thread can do and a store can keep: the pilot of splitting and each of its
 * trees, or runs by another law and their weights.
 */
import { createHash } from "node:crypto";
import type { ScenarioBasics } from "../model.js";
import { cellOf, type CellResult } from "../store/cell.js";
import { growTree, type Tree } from "./fixed-effort.js";
import { chooseLevels, type Pilot } from "./pilot.js";
import { type RareEvent, simulatedPaths, type SimulatedPathsOptions, tiltedWeights } from "./simulated-paths.js";

export type SplittingJob =
  | { readonly kind: "pilot"; readonly effort: number }
  | { readonly kind: "tree"; readonly effort: number; readonly levels: readonly number[]; readonly tree: number }
  | { readonly kind: "tilted"; readonly first: number; readonly count: number };

/** Roots of pilots begin here, those of trees at 0. */
const firstPilotRoot = 2 ** 40;

/**
 * Name of its result in a store: 64 hexadecimal digits. `point` names the scenario and the program (`pointKey`). Changing the form of what
 * is stored changes the first word.
 */
export function jobKey(
  point: string,
  seed: string,
  { metric, comparison, bound }: RareEvent,
  job: SplittingJob,
): string {
  const event = [metric, comparison, String(bound)];
  return createHash("sha256")
    .update(JSON.stringify(["splitting 1", point, seed, event, job]))
    .digest("hex");
}

/** Yields after every path. Throws `InvariantError` or `ReplicationFailure` for what a path throws. */
export function* workOn<Scenario extends ScenarioBasics>(
  options: SimulatedPathsOptions<Scenario>,
  job: SplittingJob,
): Generator<void, CellResult, undefined> {
  if (job.kind === "tilted") return cellOfWeights(yield* tiltedWeights(options, job));
  const paths = simulatedPaths(options);
  const { seed } = options.scenario;
  if (job.kind === "pilot")
    return cellOfPilot(yield* chooseLevels(paths, { effort: job.effort, firstRoot: firstPilotRoot, seed }));
  return cellOfTree(yield* growTree(paths, { ...job, seed }));
}

const listed = (name: string, values: readonly number[]): CellResult["metrics"] =>
  values.map((value, k) => ({ name: `${name} ${k}`, unit: "", value }));
const valuesOf = ({ metrics }: CellResult, list: string): readonly number[] =>
  metrics.filter(({ name }) => name.startsWith(`${list} `)).map(({ value }) => Number(value));
const valueOf = ({ metrics }: CellResult, of: string): number | null => {
  const value = metrics.find(({ name }) => name === of)?.value ?? null;
  return value === null ? null : Number(value);
};

const cellOfTree = ({ estimate, reached, paths }: Tree): CellResult =>
  cellOf({
    fingerprint: "tree",
    metrics: [
      { name: "estimate", unit: "share", value: estimate },
      { name: "paths", unit: "paths", value: paths },
      ...listed("reached", reached),
    ],
  });
export const treeOf = (cell: CellResult): Tree => ({
  estimate: valueOf(cell, "estimate") ?? 0,
  reached: valuesOf(cell, "reached"),
  paths: valueOf(cell, "paths") ?? 0,
});

const cellOfWeights = (weights: readonly number[]): CellResult =>
  cellOf({ fingerprint: "tilted", metrics: listed("weight", weights) });
export const weightsOf = (cell: CellResult): readonly number[] => valuesOf(cell, "weight");

const cellOfPilot = ({ levels, hasEvent, highest, paths }: Pilot): CellResult =>
  cellOf({
    fingerprint: "pilot",
    metrics: [
      { name: "event", unit: "", value: hasEvent ? 1 : 0 },
      // Neither that of the event nor of no look is a number.
      { name: "highest", unit: "", value: highest },
      { name: "paths", unit: "paths", value: paths },
      ...listed("level", levels),
    ],
  });
export function pilotOf(cell: CellResult): Pilot {
  const hasEvent = valueOf(cell, "event") === 1;
  const beyond = hasEvent ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const paths = valueOf(cell, "paths") ?? 0;
  return { levels: valuesOf(cell, "level"), hasEvent, highest: valueOf(cell, "highest") ?? beyond, paths };
}
