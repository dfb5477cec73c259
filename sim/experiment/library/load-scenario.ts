import { type Model, type ScenarioBasics } from "../model.js";
import { loadAll, type ReadyScenario } from "../ready-scenario.js";

export interface LoadScenarioOptions {
  /** Other values than those of the file, each a `path=value` as after `--set`: `horizon=2 h`, `operators[0].count=5`. */
  readonly set?: readonly string[];
  /** Folder that the file may extend others from; by default that of the project which the file is in. */
  readonly root?: string;
}

/** Reads, checks and plans a file. Throws `ScenarioErrors` with all that is wrong. */
export function loadScenarioOf<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  file: string,
  { set = [], root }: LoadScenarioOptions = {},
): ReadyScenario<Scenario> {
  return loadAll(model, [file], { overrides: set, root })[0];
}
