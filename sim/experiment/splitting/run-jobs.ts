/** Does pieces of splitting, on worker threads or in this one, those of the store left out. */
import { ReplicationFailure } from "../failure.js";
import type { Model, ScenarioBasics } from "../model.js";
import { type Pool, WorkerLost } from "../pool/pool.js";
import { createProgressBoard } from "../pool/progress-board.js";
import { lookEveryMs } from "../replicate/execute-on-pool.js";
import type { CellResult } from "../store/cell.js";
import type { CellStore } from "../store/cell-store.js";
import { every, nextTurn } from "../wall-clock.js";
import type { Interrupt, Progress } from "../watch.js";
import { jobKey, type SplittingJob } from "./jobs.js";
import type { RareEvent } from "./simulated-paths.js";
import { runSplitting, type SplittingAnswer, type SplittingTask } from "./splitting-task.js";

export interface SplitScenario<Scenario extends ScenarioBasics> {
  readonly model: Model<Scenario>;
  readonly scenario: Scenario;
  readonly event: RareEvent;
  /** Names the scenario and the program (`pointKey`). */
  readonly point: string;
  readonly store: CellStore;
  /** The command that comes to the same failure. */
  readonly replay: string;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
  /** Threads for so many jobs; undefined: this thread does the work. */
  readonly poolFor: (jobs: number) => Pool | undefined;
}

export interface DoneJobs {
  /** In the order of the jobs. */
  readonly cells: readonly CellResult[];
  /** Which of them were computed now. */
  readonly isNew: readonly boolean[];
}

/** Undefined: somebody interrupted. Throws `ReplicationFailure` as soon as one cannot be finished. */
export async function runJobs<Scenario extends ScenarioBasics>(
  split: SplitScenario<Scenario>,
  jobs: readonly SplittingJob[],
): Promise<DoneJobs | undefined> {
  const { scenario, event, point, store, progress, interrupt, replay } = split;
  const keys = jobs.map((job) => jobKey(point, String(scenario.seed), event, job));
  const cells = keys.map((key) => store.read(key));
  const missing = jobs.map((_, k) => k).filter((k) => cells[k] === undefined);
  const isNew = cells.map((cell) => cell === undefined);
  const board = createProgressBoard(Math.max(1, missing.length));
  const pool = missing.length > 1 ? split.poolFor(missing.length) : undefined;
  const report = (): void => {
    const { done } = board.total();
    const activity = { kind: "many", what: "trees", finished: done, count: missing.length } as const;
    progress.update({ done: done / missing.length, frames: 0, activity: { ...activity, workers: pool?.workers } });
  };
  const taskOf = (k: number, task: number): SplittingTask => ({
    kind: "splitting",
    scenario,
    event,
    job: jobs[k],
    replay,
    board: board.buffer,
    task,
  });
  const keep = (k: number, answer: SplittingAnswer): void => {
    if (!answer.ok) throw new ReplicationFailure(answer.failure, replay);
    if (answer.cell === undefined) return;
    cells[k] = answer.cell;
    store.write(keys[k], answer.cell);
  };
  const lookAround = (): void => {
    if (interrupt.requested) board.stop();
    else report();
  };
  const stopLooking = pool === undefined ? undefined : every(lookEveryMs, lookAround);
  try {
    if (pool === undefined)
      for (const [task, k] of missing.entries()) keep(k, await inThisThread(split.model, taskOf(k, task), lookAround));
    else await Promise.all(missing.map(async (k, task) => keep(k, await onPool(pool, taskOf(k, task)))));
  } finally {
    stopLooking?.();
  }
  const done = cells.filter((cell) => cell !== undefined);
  return done.length < jobs.length ? undefined : { cells: done, isNew };
}

async function inThisThread<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  task: SplittingTask,
  lookAround: () => void,
): Promise<SplittingAnswer> {
  const work = runSplitting(model, task);
  for (;;) {
    lookAround();
    const { done, value } = work.next();
    if (done === true) return value;
    await nextTurn();
  }
}

async function onPool(pool: Pool, task: SplittingTask): Promise<SplittingAnswer> {
  try {
    return (await pool.run(task)) as SplittingAnswer;
  } catch (error) {
    if (!(error instanceof WorkerLost)) throw error;
    throw new ReplicationFailure(error.record("a tree of runs"), task.replay);
  }
}
