import type { Background, Model, ScenarioBasics } from "./model.js";

/** What stands behind a scenario; of a model that says nothing, nothing. */
export const backgroundOf = <Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  scenario: Scenario,
): Background => ({ timeline: [], assumptions: [], notModelled: [], ...model.backgroundOf?.(scenario) });
