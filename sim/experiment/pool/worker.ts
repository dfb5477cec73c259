/** What runs in a worker thread: a model takes tasks. The module of a model's worker exports what this gives. */
import { isMainThread } from "node:worker_threads";
import { guardExit } from "../exit-guard.js";
import { ProgressBoard } from "./progress-board.js";
import { packCells } from "../sweep/cell-columns.js";
import { CellStore } from "../store/cell-store.js";
import { GrowingFile } from "../../files/growing-file.js";
import { complete } from "../../units/in-steps.js";
import { buffersOf } from "./columns.js";
import { recordOf } from "../failure.js";
import { noteLoaded } from "./loaded-flag.js";
import { transfer } from "./transfer.js";
import type { Model, ScenarioBasics } from "../model.js";
import { packResult, type ReplicationAnswer, type ReplicationTask } from "../replicate/replication-task.js";
import { startReplication } from "../replicate/start-replication.js";
import { runSplitting, type SplittingTask } from "../splitting/splitting-task.js";
import { Steps } from "../replicate/steps.js";
import { type CellsAnswer, type CellsTask, runCells } from "../sweep/run-cells.js";

/** What a worker needs of a model: neither its schema nor its pictures. */
export type WorkerModel<Scenario extends ScenarioBasics> = Pick<
  Model<Scenario>,
  "createSimulation" | "metricsOf" | "datedOf"
>;

/** The function that a worker module exports as its default. What goes wrong is part of its answer. */
export function workerOf<Scenario extends ScenarioBasics>(
  model: WorkerModel<Scenario>,
): (task: ReplicationTask | CellsTask | SplittingTask) => unknown {
  // A test that carries out tasks itself ends as it likes.
  if (!isMainThread) guardExit();
  noteLoaded();
  return (task) => {
    if (task.kind === "replication") return runReplication(model, task);
    return task.kind === "cells" ? runBatch(model, task) : complete(runSplitting(model, task));
  };
}

function runReplication<Scenario extends ScenarioBasics>(
  model: WorkerModel<Scenario>,
  { scenario, task, keepPart, board: buffer, identity, events, trace, saveAtUs, scenesTo }: ReplicationTask,
): unknown {
  const board = new ProgressBoard(buffer);
  const scenes = scenesTo === undefined ? undefined : new GrowingFile(scenesTo);
  try {
    if (board.stopRequested && !keepPart) return nothing;
    const { simulation, finish } = startReplication(model, scenario as Scenario, { ...identity, events, trace });
    const steps = new Steps(simulation, { saveAtUs, writeScene: scenes && ((line) => scenes.line(line)) });
    let more = true;
    while (more && !board.stopRequested) {
      more = steps.next();
      board.report(task, { done: steps.done, frames: simulation.frame, cell: identity.replication });
    }
    if (more && !keepPart) return nothing;
    const { packed, buffers } = packResult(finish());
    const answer: ReplicationAnswer = { ok: true, finished: !more, result: packed, stored: steps.stored };
    return transfer(answer, [...buffers, ...steps.stored.map(({ state }) => state.buffer)]);
  } catch (error) {
    const answer: ReplicationAnswer = { ok: false, failure: recordOf(error) };
    return answer;
  } finally {
    scenes?.close();
  }
}

const nothing: ReplicationAnswer = { ok: true, finished: false, result: null, stored: [] };

function runBatch<Scenario extends ScenarioBasics>(model: WorkerModel<Scenario>, task: CellsTask): unknown {
  const board = new ProgressBoard(task.board);
  const work = runCells(model, task, {
    board,
    store: task.store === undefined ? undefined : new CellStore(task.store),
  });
  const outcome = complete(work);
  if (!outcome.ok) return outcome;
  const columns = packCells(outcome.cells);
  const answer: CellsAnswer = { ok: true, columns };
  return transfer(answer, buffersOf(columns));
}
