import { recordOf, ReplicationFailure } from "../experiment/failure.js";
import { InvariantError } from "../kernel/invariants.js";
import type { Interrupt } from "./interrupt.js";
import type { Model, RunResult, ScenarioBasics, Simulation } from "./model.js";
import type { Progress } from "./progress.js";
import { durationText } from "./quantities.js";
import { Steps } from "./steps.js";

/** A replication that is over, under its number. */
export interface ReplicationResult extends RunResult {
  readonly replication: number;
}

export interface Execution {
  /** In the order of replications: those that were finished, or the first as far as it got if none was. */
  readonly results: readonly ReplicationResult[];
  readonly interrupted: boolean;
}

export interface ExecuteOptions {
  /** Which replications, in ascending order. */
  readonly replications: readonly number[];
  /** The command that runs one replication again. */
  readonly replayOf: (replication: number) => string;
  readonly events?: boolean;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
}

/**
 * Runs replications of a scenario one after the other in this thread, until they are done or somebody interrupts.
 * Throws `InvariantError`, or `ReplicationFailure` for whatever else one of them throws.
 */
export async function execute<Scenario extends ScenarioBasics>(
  model: Pick<Model<Scenario>, "createSimulation">,
  scenario: Scenario,
  { replications, replayOf, events = false, progress, interrupt }: ExecuteOptions,
): Promise<Execution> {
  const results: ReplicationResult[] = [];
  for (const [k, replication] of replications.entries()) {
    const replay = replayOf(replication);
    try {
      const identity = { seed: String(scenario.seed), replication, replay, events };
      const simulation = model.createSimulation(scenario, identity);
      const steps = new Steps(simulation);
      const report = (): void => progress.update(stateOf(simulation, (k + steps.done) / replications.length, k));
      const finished = await advance(steps, interrupt, report);
      // Interrupted before it began, a scenario still has a result: its network at time zero.
      if (finished || k === 0) results.push({ replication, ...simulation.finish() });
    } catch (error) {
      // A broken invariant tells the command itself.
      throw error instanceof InvariantError ? error : new ReplicationFailure(recordOf(error), replay);
    }
    if (interrupt.requested) break;
  }
  return { results, interrupted: interrupt.requested };

  function stateOf({ nowUs, frame, frameCount }: Simulation, done: number, k: number) {
    const about = [`${durationText(nowUs / 1e6)} simulated`, `frame ${frame} of ${frameCount}`];
    if (replications.length > 1) about.unshift(`replication ${k + 1} of ${replications.length}`);
    return { done, frames: k * frameCount + frame, about };
  }
}

/** True if the replication reached its end. */
async function advance(steps: Steps, interrupt: Interrupt, report: () => void): Promise<boolean> {
  for (let more = true; more;) {
    if (interrupt.requested) return false;
    more = steps.next();
    if (!interrupt.requested) report();
    // Signals are delivered between two turns of the event loop only.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return true;
}
