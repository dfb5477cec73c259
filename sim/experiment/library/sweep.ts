import type { Table } from "../../table/result-table.js";
import { messages } from "../messages.js";
import type { Model, ScenarioBasics } from "../model.js";
import type { Pool } from "../pool/pool.js";
import { poolFor, workersFor } from "../pool/worker-count.js";
import { type ReadyScenario, ScenarioErrors } from "../ready-scenario.js";
import { openStore } from "../store/cell-store.js";
import { readySweep } from "../sweep/ready-sweep.js";
import { runSweep } from "../sweep/run-sweep.js";
import { cellsTable, sweepTable } from "../sweep/sweep-tables.js";
import { interruptOf, progressOf, type RunOptions } from "./options.js";
import { checkedWorkers } from "./simulate.js";

export interface SweepOptions extends RunOptions {
  /**
   * Folder in which finished cells are kept, so that a sweep that was stopped goes on where it was; it may be shared with
   * `orrery sweep` (`results/cells`). Nothing is kept unless given.
   */
  readonly store?: string;
}

/** What came of a sweep. */
export interface SweepResult {
  /** One row a design point and metric: its parameters, mean, deviation and 95 % interval over the replications. */
  readonly estimates: Table;
  /** One row a cell, which is one replication of one design point: a column a metric. */
  readonly cells: Table;
  /** How many cells were computed now, and how many taken from the store. */
  readonly computed: number;
  readonly stored: number;
  /** Whether it was ended early: then only the cells that were finished count. */
  readonly interrupted: boolean;
}

/**
 * Simulates every design point of a scenario's sweep. Throws `ScenarioErrors` for a scenario without one and for points
 * that cannot be, what `node:fs` throws for a store that cannot be used, `ReplicationFailure` for a bug of the simulator.
 */
export async function sweepOf<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  { file, scenario, written, errorFor, sweep }: ReadyScenario<Scenario>,
  options: SweepOptions = {},
): Promise<SweepResult> {
  if (sweep === undefined) throw new ScenarioErrors([errorFor("", messages.noSweep())]);
  const wanted = checkedWorkers(options);
  const ready = readySweep(model, file, { value: scenario, written, errorFor, sweep });
  const { store } = options;
  if (store !== undefined) openStore(store);
  const interrupt = interruptOf(options);
  const memoryBytes = ready.points.reduce((max, { plan }) => Math.max(max, plan.memoryBytes), 0);
  let pool: Pool | undefined;
  try {
    const { cells, computed, stored } = await runSweep(model, ready, {
      store,
      part: undefined,
      replayOf: (point, replication) => messages.cellInLibrary(file, point, replication),
      progress: progressOf(options),
      interrupt,
      poolFor: (count) => (pool = poolFor(model.worker, workersFor(wanted, count, { memoryBytes }))),
    });
    const results = { grid: ready.grid, parameters: ready.parameters, cells };
    const tables = { estimates: sweepTable(results), cells: cellsTable(results) };
    return { ...tables, computed, stored, interrupted: interrupt.requested };
  } finally {
    await pool?.close();
  }
}
