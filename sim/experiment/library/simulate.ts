import type { MetricValue, Model, ScenarioBasics } from "../model.js";
import { poolFor, threadsForOne, workersFor } from "../pool/worker-count.js";
import type { ReadyScenario } from "../ready-scenario.js";
import { combine } from "../replicate/combine.js";
import { execute, type ExecuteOptions, type ReplicationResult } from "../replicate/execute.js";
import { executeOnPool } from "../replicate/execute-on-pool.js";
import { messages } from "../messages.js";
import { checkChanges } from "../snapshot/go-on.js";
import { messages as why } from "../snapshot/messages.js";
import { momentsOf, snapshotsOf } from "../snapshot/moments.js";
import { SnapshotRefusal } from "../snapshot/refusal.js";
import { checkSaveTimes, readSaveTimes } from "../snapshot/save-times.js";
import type { Snapshot } from "../snapshot/snapshot.js";
import { interruptOf, progressOf, type RunOptions } from "./options.js";

export interface SimulateOptions extends RunOptions {
  /** Which replications, counted from 0, in ascending order; all that the scenario has unless given. */
  readonly replications?: readonly number[];
  /** Whether a log of what happened is kept: further tables, such as `events`. */
  readonly events?: boolean;
  /** Simulated times at which the run is stored, such as `30 d`: `snapshots` of the result. Changes nothing else. */
  readonly saveAt?: readonly string[];
  /** Goes on from a stored run: its replications, with its log of events if it has one. */
  readonly from?: Snapshot;
}

/** What came of a scenario. */
export interface SimulationResult {
  /** In order; each has its own tables, metrics, fingerprint and story. */
  readonly replications: readonly ReplicationResult[];
  /** Of one replication its metrics when it ended, of several their means and how they differ. */
  readonly metrics: readonly MetricValue[];
  /** Equal whenever scenario, seed and code are. */
  readonly fingerprint: string;
  /** The run as it was at the times of `saveAt`, ascending; those that it did not come to are missing. */
  readonly snapshots: readonly Snapshot[];
  /** Whether it was ended early: then only the replications that were finished are here, or the first as far as it got. */
  readonly interrupted: boolean;
}

/**
 * Simulates the replications of a scenario. Throws `RangeError` for a replication or number of workers that cannot be,
 * `SnapshotRefusal` for a time at which it cannot be stored and a replication that was not, `ScenarioErrors` where it cannot
 * go on `from` a run that had other values, `InvariantError` or `ReplicationFailure` for a bug of the simulator.
 */
export async function simulateOf<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  { file, scenario, plan, resolvedYaml, errorFor }: ReadyScenario<Scenario>,
  options: SimulateOptions = {},
): Promise<SimulationResult> {
  const { from, saveAt = [] } = options;
  const { replications = defaultReplications(scenario, from), events = from?.events ?? false } = options;
  replications.forEach((one, k) => {
    if (!Number.isInteger(one) || one < 0 || one >= scenario.replications || (k > 0 && one <= replications[k - 1]))
      throw new RangeError(messages.badReplications(replications, scenario.replications));
  });
  if (replications.length === 0) throw new RangeError(messages.badReplications(replications, scenario.replications));
  const saveAtUs = readSaveTimes(saveAt);
  checkSaveTimes(saveAtUs, { name: file, fromUs: from?.atUs ?? 0, untilUs: scenario.horizon });
  if (from !== undefined) {
    checkChanges(model, from, { scenario, errorFor });
    if (events !== from.events) throw new SnapshotRefusal(why.refused("the snapshot", why.otherLog(from.events)));
  }
  const workers = workersFor(checkedWorkers(options), replications.length, plan);
  const settings: ExecuteOptions = {
    replications,
    replayOf: (replication) => messages.replayInLibrary(file, replication),
    events,
    saveAtUs,
    threads: threadsForOne(checkedWorkers(options)),
    ...(from !== undefined && { from: momentsOf(from, replications) }),
    progress: progressOf(options),
    interrupt: interruptOf(options),
  };
  const pool = poolFor(model.worker, workers);
  try {
    const { results, interrupted } = await (pool === undefined
      ? execute(model, scenario, settings)
      : executeOnPool(pool, scenario, settings));
    const { metrics, fingerprint } = combine(results);
    const storedRun = { scenario: scenario.name, resolvedYaml, events, saveAtUs, replications: replications.length };
    const snapshots = snapshotsOf(results, storedRun);
    const bare = results.map(({ stored: _stored, ...result }) => result);
    return { replications: bare, metrics, fingerprint, snapshots, interrupted };
  } finally {
    await pool?.close();
  }
}

const defaultReplications = ({ replications }: ScenarioBasics, from: Snapshot | undefined): readonly number[] =>
  from === undefined
    ? Array.from({ length: replications }, (_, k) => k)
    : from.replications.map(({ replication }) => replication).filter((replication) => replication < replications);

/** Throws `RangeError` unless it is a whole number from 1, or not given. */
export function checkedWorkers({ workers }: RunOptions): number | undefined {
  if (workers !== undefined && (!Number.isInteger(workers) || workers < 1))
    throw new RangeError(messages.badWorkerCount(workers));
  return workers;
}
