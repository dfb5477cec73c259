/** Runs of any model to their end: as a whole, or stored at a moment and gone on from there. */
import type { Model, RunResult, ScenarioBasics } from "../sim/experiment/model.js";

interface How {
  readonly seed?: string;
  readonly replication?: number;
  /** Without it the run is not interrupted. */
  readonly storedAtUs?: number | undefined;
}

/** The invariants of the run hold, or it throws. */
export function finishedRun<Scenario extends ScenarioBasics>(
  { createSimulation }: Pick<Model<Scenario>, "createSimulation">,
  scenario: Scenario,
  { seed = "1", replication = 0, storedAtUs }: How = {},
): RunResult {
  const identity = { seed, replication, replay: "npm test" };
  let simulation = createSimulation(scenario, identity);
  if (storedAtUs !== undefined) {
    simulation.advance(storedAtUs);
    const from = { atUs: storedAtUs, state: simulation.save() };
    simulation = createSimulation(scenario, { ...identity, from });
  }
  simulation.advance(Infinity);
  return simulation.finish();
}
