import { RunRecorder } from "../trace/run-recorder.js";
import { drawTable, traceTable } from "../trace/trace-tables.js";
import { withFigures } from "../figures/with-figures.js";
import type { FinishedRun, Model, RunIdentity, RunResult, ScenarioBasics, Simulation } from "../model.js";

/** A replication under way, and how to end it where it stands. */
export interface Started {
  readonly simulation: Simulation;
  readonly finish: () => RunResult;
}

/** Begins a replication; with `trace` its result has every event and every draw. In whichever thread it runs. */
export function startReplication<Scenario extends ScenarioBasics>(
  model: Pick<Model<Scenario>, "createSimulation" | "metricsOf" | "datedOf">,
  scenario: Scenario,
  { trace, ...identity }: RunIdentity & { readonly trace: boolean },
): Started {
  const told = (run: FinishedRun): RunResult =>
    withFigures(run, scenario, model.metricsOf(scenario), model.datedOf?.(scenario).startMs);
  if (!trace) {
    const simulation = model.createSimulation(scenario, identity);
    return { simulation, finish: () => told(simulation.finish()) };
  }
  const recorder = new RunRecorder();
  const simulation = model.createSimulation(scenario, { ...identity, observer: recorder });
  const finish = (): RunResult => {
    const { tables, ...rest } = told(simulation.finish());
    recorder.close(simulation.nowUs);
    return { ...rest, tables: { ...tables, trace: traceTable(recorder), draws: drawTable(recorder) } };
  };
  return { simulation, finish };
}
