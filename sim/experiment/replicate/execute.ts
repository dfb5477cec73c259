import { recordOf, ReplicationFailure } from "../failure.js";
import { InvariantError } from "../../kernel/invariants.js";
import type { Model, Profiler, RunIdentity, RunResult, ScenarioBasics, Simulation, StoredMoment } from "../model.js";
import { GrowingFile } from "../../files/growing-file.js";
import type { WindowTracer } from "../trace/window-tracer.js";
import { nextTurn } from "../wall-clock.js";
import type { Interrupt, Progress, ProgressState } from "../watch.js";
import { startReplication } from "./start-replication.js";
import { shareDone, Steps } from "./steps.js";

/** A replication that is over, under its number. */
export interface ReplicationResult extends RunResult {
  readonly replication: number;
}

/** The same, and how it was at the moments of `saveAtUs` that it reached. */
export interface ExecutedReplication extends ReplicationResult {
  readonly stored: readonly StoredMoment[];
}

export interface Execution {
  /** In the order of replications: those that were finished, or the first as far as it got if none was. */
  readonly results: readonly ExecutedReplication[];
  readonly interrupted: boolean;
}

export interface ExecuteOptions {
  /** Which replications, in ascending order. */
  readonly replications: readonly number[];
  /** The command that runs one replication again. */
  readonly replayOf: (replication: number) => string;
  /** Keep a log of events, for events.csv and `orrery why`. */
  readonly events?: boolean;
  /** Record every event and every draw, for trace.csv, draws.csv and `orrery diff-trace`. */
  readonly trace?: boolean;
  /** Records the events of a window, of the one replication that there is. */
  readonly tracer?: WindowTracer | undefined;
  /** Measures all of them, which then run in this thread. */
  readonly profiler?: Profiler | undefined;
  /** Moments at which each is stored, ascending; microseconds. */
  readonly saveAtUs?: readonly number[];
  /** The file that scenes of the first are added to, for whoever watches; none are taken unless given. */
  readonly scenesTo?: string | undefined;
  /** Where each goes on from, in the order of `replications`; all of them begin unless given. */
  readonly from?: readonly StoredMoment[];
  /** Threads that a single replication may use, where its model can; one unless given. */
  readonly threads?: number;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
}

/**
 * Runs replications of a scenario one after the other in this thread, until they are done or somebody interrupts.
 * Throws `InvariantError`, or `ReplicationFailure` for whatever else one of them throws.
 */
export async function execute<Scenario extends ScenarioBasics>(
  model: Pick<Model<Scenario>, "createSimulation" | "metricsOf">,
  scenario: Scenario,
  { replications, replayOf, progress, interrupt, saveAtUs = [], ...options }: ExecuteOptions,
): Promise<Execution> {
  const results: ExecutedReplication[] = [];
  for (const [k, replication] of replications.entries()) {
    const replay = replayOf(replication);
    try {
      const identity = identityOf(scenario, { replication, replay, saveAtUs, from: options.from?.[k] });
      const { events = false, trace = false, tracer, profiler = tracer } = options;
      const threads = replications.length === 1 ? options.threads : undefined;
      const watched = {
        events,
        trace,
        ...(profiler !== undefined && { profiler }),
        ...(threads !== undefined && { threads }),
        ...(tracer !== undefined && { observer: tracer }),
      };
      const { simulation, finish } = startReplication(model, scenario, { ...identity, ...watched });
      const scenes = k === 0 && options.scenesTo !== undefined ? new GrowingFile(options.scenesTo) : undefined;
      const steps = new Steps(simulation, { saveAtUs, writeScene: scenes && ((line) => scenes.line(line)) });
      const report = (): void => progress.update(progressOf(simulation, k, replications.length));
      const finished = await advance(steps, interrupt, report).finally(() => scenes?.close());
      // Interrupted before it began, a scenario still has a result: its network at time zero.
      if (finished || k === 0) results.push({ replication, ...finish(), stored: steps.stored });
    } catch (error) {
      // A broken invariant tells the command itself.
      throw error instanceof InvariantError ? error : new ReplicationFailure(recordOf(error), replay);
    }
    if (interrupt.requested) break;
  }
  return { results, interrupted: interrupt.requested };
}

/** Which run a replication is. */
export const identityOf = (
  { seed }: Pick<ScenarioBasics, "seed">,
  {
    replication,
    replay,
    saveAtUs,
    from,
  }: Pick<RunIdentity, "replication" | "replay"> & {
    readonly saveAtUs: readonly number[];
    readonly from: StoredMoment | undefined;
  },
): RunIdentity => ({
  seed: String(seed),
  replication,
  replay,
  isStored: saveAtUs.length > 0,
  ...(from !== undefined && { from }),
});

/** How far the k-th of some replications is, for the progress line. */
export function progressOf(
  { nowUs, horizonUs, frame, frameCount }: Simulation,
  k: number,
  replications: number,
): ProgressState {
  return {
    done: (k + shareDone({ nowUs, horizonUs })) / replications,
    frames: k * frameCount + frame,
    activity: { kind: "replication", replication: k, replications, simulatedUs: nowUs, frame, frameCount },
  };
}

/** True if the replication reached its end. */
async function advance(steps: Steps, interrupt: Interrupt, report: () => void): Promise<boolean> {
  for (let more = true; more;) {
    if (interrupt.requested) return false;
    more = steps.next();
    if (!interrupt.requested) report();
    await nextTurn();
  }
  return true;
}
