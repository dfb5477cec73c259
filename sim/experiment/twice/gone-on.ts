/**
 * Whether a run comes to the same where it was stored halfway and goes on from there. Two runs side by side share what code remembers by itself, and what a
 * plug-in remembers in a variable it had from the beginning; who goes on has neither, if it goes on in a thread of its own.
 */
import { InvariantError } from "../../kernel/invariants.js";
import { recordOf, ReplicationFailure } from "../failure.js";
import { withFigures } from "../figures/with-figures.js";
import type { FinishedRun, Model, ScenarioBasics, StoredMoment } from "../model.js";
import { openPool } from "../pool/pool.js";
import { heapShareMegabytes } from "../pool/worker-count.js";
import { execute, type ExecuteOptions, type Execution } from "../replicate/execute.js";
import { executeOnPool } from "../replicate/execute-on-pool.js";
import type { Interrupt } from "../watch.js";
import { differingResult } from "./compare-results.js";
import type { Finding } from "./finding.js";

export type StorableModel<Scenario extends ScenarioBasics> = Pick<
  Model<Scenario>,
  "createSimulation" | "metricsOf" | "datedOf" | "worker"
>;

interface Stored {
  readonly replication: number;
  readonly replay: string;
  readonly stored: StoredMoment;
  /** What the run came to that was not interrupted. */
  readonly whole: FinishedRun;
  readonly interrupt: Interrupt;
}

/** The first difference between the results; null: there is none, or somebody interrupts. */
export async function compareGoneOn<Scenario extends ScenarioBasics>(
  model: StorableModel<Scenario>,
  scenario: Scenario,
  { replication, replay, stored, whole, interrupt }: Stored,
): Promise<Finding | null> {
  const differing = { kind: "stored", atUs: stored.atUs } as const;
  let goneOn: Execution;
  try {
    goneOn = await goOn(model, scenario, {
      replications: [replication],
      from: [stored],
      replayOf: () => replay,
      progress: { update: () => {} },
      interrupt,
    });
  } catch (error) {
    const failure = error instanceof ReplicationFailure ? error : undefined;
    const isOfRun = failure?.kind === "refused" || failure?.kind === "other" || failure?.kind === "invariant";
    if (!isOfRun && !(error instanceof InvariantError)) throw error;
    return { ...differing, where: "how it ends", values: ["at its horizon", recordOf(error).text] };
  }
  if (goneOn.interrupted) return null;
  const told = withFigures(whole, scenario, model.metricsOf(scenario), model.datedOf?.(scenario).startMs);
  const difference = differingResult([told, goneOn.results[0]]);
  return difference === null ? null : { ...differing, ...difference };
}

/** In a thread whose modules have just been loaded, where the model has one. */
async function goOn<Scenario extends ScenarioBasics>(
  model: StorableModel<Scenario>,
  scenario: Scenario,
  options: ExecuteOptions,
): Promise<Execution> {
  const { worker } = model;
  if (worker === undefined) return await execute(model, scenario, options);
  const pool = openPool({ worker, workers: 1, heapMegabytes: heapShareMegabytes(1) });
  try {
    return await executeOnPool(pool, scenario, options);
  } finally {
    await pool.close();
  }
}
