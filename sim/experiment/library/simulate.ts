import type { MetricValue, Model, ScenarioBasics } from "../model.js";
import { poolFor, workersFor } from "../pool/worker-count.js";
import type { ReadyScenario } from "../ready-scenario.js";
import { combine } from "../replicate/combine.js";
import { execute, type ExecuteOptions, type ReplicationResult } from "../replicate/execute.js";
import { executeOnPool } from "../replicate/execute-on-pool.js";
import { messages } from "../messages.js";
import { interruptOf, progressOf, type RunOptions } from "./options.js";

export interface SimulateOptions extends RunOptions {
  /** Which replications, counted from 0, in ascending order; all that the scenario has unless given. */
  readonly replications?: readonly number[];
  /** Whether a log of what happened is kept: further tables, such as `events`. */
  readonly events?: boolean;
}

/** What came of a scenario. */
export interface SimulationResult {
  /** In order; each has its own tables, metrics, fingerprint and story. */
  readonly replications: readonly ReplicationResult[];
  /** Of one replication its metrics when it ended, of several their means and how they differ. */
  readonly metrics: readonly MetricValue[];
  /** Equal whenever scenario, seed and code are. */
  readonly fingerprint: string;
  /** Whether it was ended early: then only the replications that were finished are here, or the first as far as it got. */
  readonly interrupted: boolean;
}

/**
 * Simulates the replications of a scenario. Throws `RangeError` for a replication or number of workers that cannot be,
 * `InvariantError` or `ReplicationFailure` for a bug of the simulator.
 */
export async function simulateOf<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  { file, scenario, plan }: ReadyScenario<Scenario>,
  options: SimulateOptions = {},
): Promise<SimulationResult> {
  const { replications = Array.from({ length: scenario.replications }, (_, k) => k), events = false } = options;
  replications.forEach((one, k) => {
    if (!Number.isInteger(one) || one < 0 || one >= scenario.replications || (k > 0 && one <= replications[k - 1]))
      throw new RangeError(messages.badReplications(replications, scenario.replications));
  });
  if (replications.length === 0) throw new RangeError(messages.badReplications(replications, scenario.replications));
  const workers = workersFor(checkedWorkers(options), replications.length, plan);
  const settings: ExecuteOptions = {
    replications,
    replayOf: (replication) => messages.replayInLibrary(file, replication),
    events,
    progress: progressOf(options),
    interrupt: interruptOf(options),
  };
  const pool = poolFor(model.worker, workers);
  try {
    const { results, interrupted } = await (pool === undefined
      ? execute(model, scenario, settings)
      : executeOnPool(pool, scenario, settings));
    const { metrics, fingerprint } = combine(results);
    return { replications: results, metrics, fingerprint, interrupted };
  } finally {
    await pool?.close();
  }
}

/** Throws `RangeError` unless it is a whole number from 1, or not given. */
export function checkedWorkers({ workers }: RunOptions): number | undefined {
  if (workers !== undefined && (!Number.isInteger(workers) || workers < 1))
    throw new RangeError(messages.badWorkerCount(workers));
  return workers;
}
