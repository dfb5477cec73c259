/** A sweep that can be run: every point checked and planned before anything is simulated. */
import { createHash } from "node:crypto";
import { cellKey, pointKey, seedOfPoint } from "../store/cell-key.js";
import { type Grid, maxCells } from "./grid.js";
import { codeVersion } from "../../program/code-version.js";
import type { LoadedScenario, LoadedSweep } from "../../scenario/load.js";
import { toYaml } from "../../scenario/print.js";
import { type DesignPoint, joinErrors } from "../../scenario/sweep/expand.js";
import { sweepKey } from "../../scenario/sweep/schema.js";
import type { Plain } from "../../scenario/tree.js";
import { messages } from "../messages.js";
import type { Model, Plan, ScenarioBasics } from "../model.js";
import { detailOf, planFor, resolvedHeader, ScenarioErrors } from "../ready-scenario.js";
import type { SweptParameters } from "./results.js";

/** A design point, ready to run. */
export interface ReadyPoint<Scenario> {
  readonly scenario: Scenario;
  readonly plan: Plan;
  readonly seed: string;
  readonly parameters: readonly Plain[];
  /** Name of one of its cells in the store. */
  readonly keyOf: (replication: number) => string;
}

/** A point of a sweep. */
export interface SweptPoint<Scenario> extends ReadyPoint<Scenario> {
  /** The scenario as a file, without the sweep. */
  readonly written: Plain;
}

export interface ReadySweep<Scenario> {
  readonly file: string;
  readonly scenario: Scenario;
  readonly grid: Grid;
  readonly parameters: SweptParameters;
  readonly points: readonly SweptPoint<Scenario>[];
  /** Everything that determined the sweep, as a scenario file. */
  readonly resolvedYaml: string;
  /** SHA-256 of that file: which sweep it is. */
  readonly identity: string;
}

/** All points of a sweep that was read. Throws `ScenarioErrors`, too for more cells than are possible. */
export function readySweep<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  file: string,
  {
    value: scenario,
    written,
    errorFor,
    sweep,
  }: Pick<LoadedScenario<Scenario>, "value" | "written" | "errorFor"> & { sweep: LoadedSweep<Scenario> },
): ReadySweep<Scenario> {
  const design = sweep.expand();
  if (!("points" in design)) throw new ScenarioErrors(design);
  const grid = { points: design.points.length, replications: scenario.replications };
  const cells = grid.points * grid.replications;
  if (cells > maxCells) throw new ScenarioErrors([errorFor("replications", messages.tooManyCells(grid, maxCells))]);
  const plans = design.points.map(({ value }) => planFor(model, file, value));
  const wrong = design.points.flatMap((point, k) =>
    plans[k].infeasible.map((each) => point.errorFor(each.path, each.message, detailOf(each))),
  );
  if (wrong.length > 0) throw new ScenarioErrors(joinErrors(wrong));
  const seedOf = ({ value, parameters }: DesignPoint<Scenario>): string =>
    design.randomNumbers === "common"
      ? String(value.seed)
      : seedOfPoint(
          String(value.seed),
          parameters.map((parameter, k) => [design.paths[k], parameter] as const),
        );
  const resolvedYaml = toYaml(
    { ...(written as { [key: string]: Plain }), [sweepKey]: sweep.written },
    resolvedHeader(),
  );
  return {
    file,
    scenario,
    grid,
    parameters: {
      paths: design.paths,
      values: design.points.map(({ parameters }) => parameters),
      columns: design.columns,
    },
    points: design.points.map((point, k) => {
      const seed = seedOf(point);
      const key = pointKey(point.written as object, codeVersion());
      const { value, parameters } = point;
      return {
        scenario: value,
        plan: plans[k],
        seed,
        parameters,
        written: point.written,
        keyOf: (replication) => cellKey(key, seed, replication),
      };
    }),
    resolvedYaml,
    identity: createHash("sha256").update(resolvedYaml).digest("hex"),
  };
}
