/** A piece of splitting for a worker, and what comes back. */
import { ReplicationFailure, type FailureRecord, recordOf } from "../failure.js";
import type { Model, ScenarioBasics } from "../model.js";
import { ProgressBoard } from "../pool/progress-board.js";
import type { CellResult } from "../store/cell.js";
import { type SplittingJob, workOn } from "./jobs.js";
import type { RareEvent } from "./simulated-paths.js";

export interface SplittingTask {
  readonly kind: "splitting";
  /** As the schema gives it: plain data. */
  readonly scenario: unknown;
  readonly event: RareEvent;
  readonly job: SplittingJob;
  readonly replay: string;
  /** Where to report, and its place there. */
  readonly board: SharedArrayBuffer;
  readonly task: number;
}

/** `cell` undefined: it was stopped. */
export type SplittingAnswer =
  | { readonly ok: true; readonly cell: CellResult | undefined }
  | { readonly ok: false; readonly failure: FailureRecord };

/** Yields after every path; stops when the board says so. */
export function* runSplitting<Scenario extends ScenarioBasics>(
  model: Pick<Model<Scenario>, "createSimulation">,
  { scenario, event, job, replay, board: buffer, task }: SplittingTask,
): Generator<void, SplittingAnswer, undefined> {
  const board = new ProgressBoard(buffer);
  try {
    const work = workOn({ model, scenario: scenario as Scenario, event, replay }, job);
    for (;;) {
      if (board.stopRequested) return { ok: true, cell: undefined };
      const { done, value } = work.next();
      if (done === true) {
        board.report(task, { done: 1, frames: 0, cell: task });
        return { ok: true, cell: value };
      }
      yield;
    }
  } catch (error) {
    const { kind, message, stack = "" } = error instanceof ReplicationFailure ? error : { kind: null, message: "" };
    return { ok: false, failure: kind === null ? recordOf(error) : { kind, text: message, stack } };
  }
}
