/** Models of tests whose whole run is one step: nothing happens in them over time, and nothing can be stored halfway. */
import type { Model, RunIdentity, ScenarioBasics, Simulation } from "../sim/experiment/model.js";

type Finish<Scenario> = (scenario: Scenario, identity: RunIdentity) => ReturnType<Simulation["finish"]>;

/** A run that is over as soon as it is asked to go on. */
export function instantRun<Scenario extends ScenarioBasics>(
  scenario: Scenario,
  identity: RunIdentity,
  finish: Finish<Scenario>,
): Simulation {
  let nowUs = 0;
  return {
    get nowUs() {
      return nowUs;
    },
    frame: 0,
    frameCount: 1,
    horizonUs: scenario.horizon,
    advance(untilUs) {
      nowUs = untilUs;
      return false;
    },
    save: () => new Uint8Array(),
    finish: () => finish(scenario, identity),
  };
}

type Plan = ReturnType<Model["planOf"]>;

/** A plan of next to nothing, with what a model has to say of its own. */
export const smallPlan = (own: Pick<Plan, "sizes" | "replications"> & Partial<Plan>): Plan => ({
  frames: 1,
  events: { total: 1 },
  memoryBytes: 1e6,
  seconds: 0,
  notes: [],
  infeasible: [],
  ...own,
});
