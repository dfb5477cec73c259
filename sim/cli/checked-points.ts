/** What `orrery check` judges: scenarios, and of those that sweep each design point by itself. */
import type { CheckedPoint } from "../experiment/expect/run-check.js";
import type { Model, ScenarioBasics } from "../experiment/model.js";
import type { ReadyScenario } from "../experiment/ready-scenario.js";
import { readySweep } from "../experiment/sweep/ready-sweep.js";
import type { Plain } from "../scenario/tree.js";
import type { Arguments } from "./command.js";
import { setText } from "./replay.js";

/** A scenario or a point of one, with the file that it is of. */
export interface PointToCheck<Scenario extends ScenarioBasics> extends CheckedPoint<Scenario> {
  readonly ready: ReadyScenario<Scenario>;
  /** How verdicts call it: the name of the scenario, and of a point the values that it has. */
  readonly title: string;
  /** Values of the swept fields; undefined: the scenario sweeps nothing. */
  readonly parameters: readonly (readonly [path: string, value: Plain])[] | undefined;
}

/** In the order of the files and of the points of each. Throws `ScenarioErrors` for what is wrong at any of them. */
export const pointsToCheck = <Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  files: readonly ReadyScenario<Scenario>[],
): readonly PointToCheck<Scenario>[] => files.flatMap((ready) => pointsOf(model, ready));

function pointsOf<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  ready: ReadyScenario<Scenario>,
): readonly PointToCheck<Scenario>[] {
  const { file, scenario, written, plan, errorFor, sweep } = ready;
  const { name } = scenario;
  if (sweep === undefined) return [{ scenario, written, plan, ready, title: name, parameters: undefined }];
  const { points, parameters: swept } = readySweep(model, file, { value: scenario, written, errorFor, sweep });
  return points.map((point) => {
    const parameters = swept.paths.map((path, k) => [path, point.parameters[k]] as const);
    return {
      scenario: { ...point.scenario, seed: point.seed },
      written: point.written,
      plan: point.plan,
      pointCount: points.length,
      ready,
      title: `${name} (${parameters.map(([path, value]) => setText(path, value)).join(", ")})`,
      parameters,
    };
  });
}

/** What was typed, with the values of a point beside: what `run` and `why` make the point of. */
export const withPoint = (
  args: Arguments,
  { parameters = [] }: Pick<PointToCheck<ScenarioBasics>, "parameters">,
): Arguments =>
  parameters.length === 0
    ? args
    : {
        ...args,
        texts: (name) => [
          ...args.texts(name),
          ...(name === "set" ? parameters.map(([path, value]) => setText(path, value)) : []),
        ],
      };
