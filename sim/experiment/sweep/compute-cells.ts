/** Computes cells that are not stored yet, on worker threads or in this one. */
import { append } from "../../units/append.js";
import { type ProgressBoard, createProgressBoard } from "../pool/progress-board.js";
import { type NumberedCell, unpackCells } from "./cell-columns.js";
import { CellStore } from "../store/cell-store.js";
import { ReplicationFailure } from "../failure.js";
import { batchesOf, type Grid, pointOf, replicationOf } from "./grid.js";
import { type Pool, WorkerLost } from "../pool/pool.js";
import { lookEveryMs } from "../replicate/execute-on-pool.js";
import type { Model, ScenarioBasics } from "../model.js";
import { every, nextTurn } from "../wall-clock.js";
import type { Interrupt, Progress } from "../watch.js";
import type { ReadyPoint } from "./ready-sweep.js";
import { type CellsAnswer, type CellsTask, type CellTask, runCells } from "./run-cells.js";

/** Points, and how often each runs. */
interface GridOfPoints<Scenario> {
  readonly grid: Grid;
  readonly points: readonly ReadyPoint<Scenario>[];
}

export interface ComputeOptions {
  /** Numbers of the cells, in ascending order. */
  readonly cells: readonly number[];
  /** Folder of the store; undefined: nothing is kept. */
  readonly store: string | undefined;
  /** The command that runs one cell alone. */
  readonly replayOf: (point: number, replication: number) => string;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
  readonly pool: Pool | undefined;
}

/**
 * Cells that were finished, in no particular order: all, unless somebody interrupts. Each is stored when it is done.
 * Throws `ReplicationFailure` as soon as one cannot be finished.
 */
export async function computeCells<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  sweep: GridOfPoints<Scenario>,
  options: ComputeOptions,
): Promise<NumberedCell[]> {
  const { cells, progress, interrupt, pool } = options;
  if (cells.length === 0) return [];
  const batches = batchesOf(cells, pool?.workers ?? 1);
  const board = createProgressBoard(batches.length);
  const tasks = batches.map((batch, task) => taskOf(sweep, batch, { ...options, board, task }));
  const report = (): void => {
    const { done, frames } = board.total();
    const [finished, count] = [Math.floor(done), cells.length];
    const activity = { kind: "many", what: "cells", finished, count, workers: pool?.workers } as const;
    if (!interrupt.requested) progress.update({ done: done / count, frames, activity });
  };
  const found =
    pool === undefined
      ? await inThisThread(model, tasks, { ...options, board, report })
      : await onPool(pool, tasks, { ...options, board, report });
  report();
  return found;
}

interface Watched extends ComputeOptions {
  readonly board: ProgressBoard;
  readonly report: () => void;
}

async function inThisThread<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  tasks: readonly CellsTask[],
  { board, report, interrupt, store }: Watched,
): Promise<NumberedCell[]> {
  const found: NumberedCell[] = [];
  const cellStore = store === undefined ? undefined : new CellStore(store);
  for (const task of tasks) {
    const work = runCells(model, task, { board, store: cellStore });
    for (;;) {
      if (interrupt.requested) board.stop();
      const { done, value } = work.next();
      report();
      if (done === true) {
        if (!value.ok) throw new ReplicationFailure(value.failure, replayIn(task, value.cell));
        append(found, value.cells);
        break;
      }
      await nextTurn();
    }
  }
  return found;
}

async function onPool(
  pool: Pool,
  tasks: readonly CellsTask[],
  { board, report, interrupt }: Watched,
): Promise<NumberedCell[]> {
  const stopLooking = every(lookEveryMs, () => {
    if (interrupt.requested) board.stop();
    else report();
  });
  try {
    const found = await Promise.all(tasks.map((task) => runBatch(pool, task, board)));
    return found.flat();
  } finally {
    stopLooking();
  }
}

async function runBatch(pool: Pool, task: CellsTask, board: ProgressBoard): Promise<NumberedCell[]> {
  try {
    const answer = (await pool.run(task)) as CellsAnswer;
    if (answer.ok) return unpackCells(answer.columns);
    throw new ReplicationFailure(answer.failure, replayIn(task, answer.cell));
  } catch (error) {
    if (!(error instanceof WorkerLost)) throw error;
    const lost = task.cells.find(({ cell }) => cell === board.cellOf(task.task)) ?? task.cells[0];
    throw new ReplicationFailure(error.record(`replication ${lost.replication} of a design point`), lost.replay);
  }
}

const replayIn = ({ cells }: CellsTask, number: number): string =>
  cells.find(({ cell }) => cell === number)?.replay ?? cells[0].replay;

/** Cells of one point share its scenario, which crosses to the worker once. */
function taskOf<Scenario extends ScenarioBasics>(
  { grid, points }: GridOfPoints<Scenario>,
  batch: readonly number[],
  { store, replayOf, board, task }: ComputeOptions & { readonly board: ProgressBoard; readonly task: number },
): CellsTask {
  const used = [...new Set(batch.map((cell) => pointOf(grid, cell)))];
  const cells = batch.map((cell): CellTask => {
    const point = pointOf(grid, cell);
    const replication = replicationOf(grid, cell);
    const { seed, keyOf } = points[point];
    const key = keyOf(replication);
    return { cell, scenario: used.indexOf(point), seed, replication, key, replay: replayOf(point, replication) };
  });
  return {
    kind: "cells",
    scenarios: used.map((point) => points[point].scenario),
    cells,
    store,
    board: board.buffer,
    task,
  };
}
