import { RunRecorder } from "../output/trace/run-recorder.js";
import { drawTable, traceTable } from "../output/trace/trace-tables.js";
import type { Interrupt } from "./interrupt.js";
import type { Model, RunResult, ScenarioBasics, Simulation } from "./model.js";
import type { Progress } from "./progress.js";

/** How long a step between two looks at Ctrl-C and the progress line should take. */
const stepMs = 50;

export interface Execution {
  /** In the order of replications; the last one is cut short if interrupted. */
  readonly results: readonly RunResult[];
  readonly interrupted: boolean;
}

/** Runs the replications of a scenario one after the other, until they are done or somebody interrupts. */
export async function execute<Scenario extends ScenarioBasics>(
  model: Pick<Model<Scenario>, "createSimulation">,
  scenario: Scenario,
  {
    replay,
    events = false,
    trace = false,
    progress,
    interrupt,
  }: {
    readonly replay: string;
    readonly events?: boolean;
    readonly trace?: boolean;
    readonly progress: Progress;
    readonly interrupt: Interrupt;
  },
): Promise<Execution> {
  const results: RunResult[] = [];
  const { replications } = scenario;
  // Interrupted before it began, a scenario still has a result: its network at time zero.
  for (let replication = 0; replication < replications && (replication === 0 || !interrupt.requested); replication++) {
    const recorder = trace ? new RunRecorder() : undefined;
    const simulation = model.createSimulation(scenario, {
      seed: String(scenario.seed),
      replication,
      replay,
      events,
      ...(recorder && { watch: recorder }),
    });
    const report = (): void => progress.update(progressOf(simulation, replication, replications));
    await advanceInSteps(simulation, interrupt, report);
    const result = simulation.finish();
    recorder?.close(simulation.nowUs);
    results.push(recorder === undefined ? result : withTrace(result, recorder));
  }
  return { results, interrupted: interrupt.requested };
}

function withTrace({ tables, ...rest }: RunResult, recorder: RunRecorder): RunResult {
  return { ...rest, tables: { ...tables, trace: traceTable(recorder), draws: drawTable(recorder) } };
}

/** The length of a step follows the clock; what is simulated does not depend on where steps end. */
async function advanceInSteps(simulation: Simulation, interrupt: Interrupt, report: () => void): Promise<void> {
  const { horizonUs } = simulation;
  let stepUs = Math.max(1, Math.floor(horizonUs / 1000));
  for (let more = true; more && !interrupt.requested;) {
    const begunMs = performance.now();
    more = simulation.advance(Math.min(horizonUs, simulation.nowUs + stepUs));
    const tookMs = performance.now() - begunMs;
    if (tookMs < stepMs / 2) stepUs = Math.min(horizonUs, stepUs * 2);
    else if (tookMs > stepMs * 2) stepUs = Math.max(1, Math.floor(stepUs / 2));
    if (!interrupt.requested) report();
    // Signals are delivered between two turns of the event loop only.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** How far one of the replications is, for the progress line. */
export function progressOf(
  { nowUs, horizonUs, frame, frameCount }: Simulation,
  replication: number,
  replications: number,
) {
  const done = (replication + (horizonUs === 0 ? 1 : Math.min(1, nowUs / horizonUs))) / replications;
  return { done, nowUs, frame, frameCount, replication, replications };
}
