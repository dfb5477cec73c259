import { type ProgressBoard, createProgressBoard } from "../pool/progress-board.js";
import { ReplicationFailure } from "../failure.js";
import { type Pool, WorkerLost } from "../pool/pool.js";
import { type ExecuteOptions, type Execution, identityOf, type ExecutedReplication } from "./execute.js";
import type { ScenarioBasics } from "../model.js";
import { every } from "../wall-clock.js";
import type { Progress } from "../watch.js";
import { type ReplicationAnswer, type ReplicationTask, unpackResult } from "./replication-task.js";

/** How often the main thread looks at Ctrl-C and moves the progress line. */
export const lookEveryMs = 100;

/**
 * Runs replications on worker threads. Results are ordered by replication and are those of `execute`, whatever the
 * number of workers. When interrupted, the replications up to the first unfinished one count. Throws
 * `ReplicationFailure` as soon as one cannot be finished.
 */
export async function executeOnPool(
  pool: Pool,
  scenario: ScenarioBasics,
  { replications, replayOf, progress, interrupt, saveAtUs = [], ...options }: ExecuteOptions,
): Promise<Execution> {
  const board = createProgressBoard(replications.length);
  const stopLooking = every(lookEveryMs, () => {
    if (interrupt.requested) board.stop();
    else report(board, replications.length, pool.workers, progress);
  });
  try {
    const answers = await Promise.all(
      replications.map((replication, task) =>
        runOne(pool, {
          kind: "replication",
          scenario,
          identity: identityOf(scenario, {
            replication,
            replay: replayOf(replication),
            saveAtUs,
            from: options.from?.[task],
          }),
          events: options.events === true,
          trace: options.trace === true,
          saveAtUs,
          board: board.buffer,
          task,
          // Interrupted before anything was finished, a scenario still has a result.
          keepPart: task === 0,
          scenesTo: task === 0 ? options.scenesTo : undefined,
        }),
      ),
    );
    return { results: firstFinished(answers, replications), interrupted: interrupt.requested };
  } finally {
    stopLooking();
  }
}

async function runOne(pool: Pool, task: ReplicationTask): Promise<ReplicationAnswer & { readonly ok: true }> {
  try {
    const answer = (await pool.run(task)) as ReplicationAnswer;
    if (answer.ok) return answer;
    throw new ReplicationFailure(answer.failure, task.identity.replay);
  } catch (error) {
    if (!(error instanceof WorkerLost)) throw error;
    throw new ReplicationFailure(error.record(`replication ${task.identity.replication}`), task.identity.replay);
  }
}

/** Without a hole: what comes after an unfinished replication depends on how fast the workers were. */
function firstFinished(
  answers: readonly (ReplicationAnswer & { readonly ok: true })[],
  replications: readonly number[],
): ExecutedReplication[] {
  const end = answers.findIndex(({ finished }) => !finished);
  const count = end < 0 ? answers.length : Math.max(1, end);
  return answers.slice(0, count).flatMap(({ result, stored }, k) => {
    return result === null ? [] : [{ replication: replications[k], ...unpackResult(result), stored }];
  });
}

function report(board: ProgressBoard, count: number, workers: number, progress: Progress): void {
  const { done, frames } = board.total();
  const activity = { kind: "many", what: "replications", finished: Math.floor(done), count, workers } as const;
  progress.update({ done: done / count, frames, activity });
}
