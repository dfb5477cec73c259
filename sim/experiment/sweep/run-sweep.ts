/** Carries out a sweep or a part of it: cells that are stored are taken, the rest are computed and stored. */
import type { Pool } from "../pool/pool.js";
import type { Model, ScenarioBasics } from "../model.js";
import type { CellResult } from "../store/cell.js";
import { CellStore, closeStore } from "../store/cell-store.js";
import type { Interrupt, Progress } from "../watch.js";
import { computeCells } from "./compute-cells.js";
import { cellCount, cellsOf, type Part, pointOf, replicationOf } from "./grid.js";
import type { ReadySweep } from "./ready-sweep.js";

export interface SweepOptions {
  /** Folder of stored cells, which `openStore` has tried; undefined: nothing is kept. */
  readonly store: string | undefined;
  /** Only this part; undefined: the whole. */
  readonly part: Part | undefined;
  /** The command that runs one cell alone. */
  readonly replayOf: (point: number, replication: number) => string;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
  /** Threads for so many cells; undefined where this thread does the work. */
  readonly poolFor: (cells: number) => Pool | undefined;
}

export interface SweptCells {
  /** By number; undefined where a cell is of another part, or the sweep was interrupted. */
  readonly cells: readonly (CellResult | undefined)[];
  /** How many were asked for; of these computed now, and taken from the store. */
  readonly wanted: number;
  readonly computed: number;
  readonly stored: number;
}

/** Throws `ReplicationFailure` where a cell cannot be finished or stored. */
export async function runSweep<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  sweep: ReadySweep<Scenario>,
  { store, part, ...options }: SweepOptions,
): Promise<SweptCells> {
  const { grid, points } = sweep;
  const wanted = cellsOf(grid, part);
  const cells: (CellResult | undefined)[] = Array.from({ length: cellCount(grid) });
  if (store !== undefined) {
    const cellStore = new CellStore(store);
    for (const cell of wanted)
      cells[cell] = cellStore.read(points[pointOf(grid, cell)].keyOf(replicationOf(grid, cell)));
  }
  const missing = wanted.filter((cell) => cells[cell] === undefined);
  const pool = missing.length > 1 ? options.poolFor(missing.length) : undefined;
  const computed = await computeCells(model, sweep, { ...options, store, cells: missing, pool });
  if (store !== undefined) closeStore(store);
  for (const { cell, result } of computed) cells[cell] = result;
  return { cells, wanted: wanted.length, computed: computed.length, stored: wanted.length - missing.length };
}
