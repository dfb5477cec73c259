/** Simulates cells one after the other and stores each, where there is a store, as soon as it is finished; the same in a worker and beside it. */
import type { ProgressBoard } from "../pool/progress-board.js";
import { outputValues } from "../figures/with-figures.js";
import { cellOf, type CellResult } from "../store/cell.js";
import type { NumberedCell } from "./cell-columns.js";
import type { PackedColumn } from "../pool/columns.js";
import type { CellStore } from "../store/cell-store.js";
import { type FailureRecord, recordOf } from "../failure.js";
import type { FinishedRun, ScenarioBasics } from "../model.js";
import { Steps } from "../replicate/steps.js";
import type { WorkerModel } from "../pool/worker.js";

/** One cell of a batch. */
export interface CellTask {
  readonly cell: number;
  /** Which scenario of the batch. */
  readonly scenario: number;
  readonly seed: string;
  readonly replication: number;
  readonly key: string;
  readonly replay: string;
}

/** A batch of cells, and the scenarios of their points. */
export interface CellsTask {
  readonly kind: "cells";
  readonly scenarios: readonly unknown[];
  readonly cells: readonly CellTask[];
  /** Folder of the store; undefined: nothing is kept. */
  readonly store: string | undefined;
  /** Where to report, and its place there. */
  readonly board: SharedArrayBuffer;
  readonly task: number;
}

/** Cells as columns; fewer than asked for if the batch was stopped. */
export type CellsAnswer =
  | { readonly ok: true; readonly columns: readonly PackedColumn[] }
  | { readonly ok: false; readonly failure: FailureRecord; readonly cell: number };

/** What came of a batch; a cell that threw ends it, those before it are stored. */
export type CellsOutcome =
  | { readonly ok: true; readonly cells: readonly NumberedCell[] }
  | { readonly ok: false; readonly failure: FailureRecord; readonly cell: number };

/** Yields after every step, so that whoever drives it can look around; stops when the board says so. */
export function* runCells<Scenario extends ScenarioBasics>(
  model: WorkerModel<Scenario>,
  { scenarios, cells, task }: Pick<CellsTask, "scenarios" | "cells" | "task">,
  { board, store }: { readonly board: ProgressBoard; readonly store: CellStore | undefined },
): Generator<void, CellsOutcome, undefined> {
  const finished: NumberedCell[] = [];
  let frames = 0;
  for (const { cell, scenario, key, ...identity } of cells) {
    const report = (share: number, frame: number): void =>
      board.report(task, { done: finished.length + share, frames: frames + frame, cell });
    report(0, 0);
    try {
      const asked = scenarios[scenario] as Scenario;
      const simulation = model.createSimulation(asked, identity);
      const steps = new Steps(simulation);
      for (let more = true; more;) {
        if (board.stopRequested) return { ok: true, cells: finished };
        more = steps.next();
        report(more ? steps.done : 0, simulation.frame);
        yield;
      }
      const result = cellOf(toldOf(simulation.finish(), asked, model));
      store?.write(key, result);
      finished.push({ cell, result });
      frames += simulation.frame;
      report(0, 0);
    } catch (error) {
      return { ok: false, failure: recordOf(error), cell };
    }
  }
  return { ok: true, cells: finished };
}

/** What a cell tells of its run: the figures that the scenario asks for, or else all metrics. */
function toldOf<Scenario extends ScenarioBasics>(
  result: FinishedRun,
  scenario: Scenario,
  { metricsOf, datedOf }: Pick<WorkerModel<Scenario>, "metricsOf" | "datedOf">,
): CellResult {
  if (scenario.outputs === undefined || scenario.outputs.length === 0) return result;
  return { ...result, metrics: outputValues(result, scenario, metricsOf(scenario), datedOf?.(scenario).startMs) };
}
