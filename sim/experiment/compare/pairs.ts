/** Runs of two sides in pairs: replication k of both has the same seed and number, and so the same random numbers. */
import type { Pool } from "../pool/pool.js";
import { execute, type ReplicationResult } from "../replicate/execute.js";
import { executeOnPool } from "../replicate/execute-on-pool.js";
import type { Model, ScenarioBasics } from "../model.js";
import type { Interrupt, Progress } from "../watch.js";
import type { Table } from "../../table/result-table.js";
import { differencesOverTime } from "./differences-over-time.js";

/** What is kept of a replication. */
export type PairedRun = Pick<ReplicationResult, "metrics" | "fingerprint">;

export interface Pair {
  readonly replication: number;
  readonly a: PairedRun;
  readonly b: PairedRun;
  /** How their series part: `differencesOverTime`. */
  readonly overTime: Table;
}

export interface PairOptions<Scenario> {
  readonly a: Scenario;
  readonly b: Scenario;
  /** Which replications, ascending. */
  readonly replications: readonly number[];
  /** The command that runs one replication of a side again. */
  readonly replayOf: (side: "a" | "b", replication: number) => string;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
  /** Threads; without it this one does the work. */
  readonly pool: Pool | undefined;
}

/**
 * Pairs that were finished, in order and without a hole: all, unless somebody interrupts. Throws what `execute` and
 * `executeOnPool` throw.
 */
export async function runPairs<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  options: PairOptions<Scenario>,
): Promise<Pair[]> {
  const { replications, interrupt, pool } = options;
  const pairs: Pair[] = [];
  // As many at a time as there are threads: whoever interrupts has whole pairs.
  const atOnce = pool?.workers ?? 1;
  for (let from = 0; from < replications.length && !interrupt.requested; from += atOnce) {
    const batch = replications.slice(from, from + atOnce);
    const progress = progressOfBatch(options, from, batch.length);
    const [a, b] = await bothSides(model, { ...options, batch, progress });
    // What was cut short is no replication.
    if (interrupt.requested) break;
    for (const [k, replication] of batch.entries()) {
      const overTime = differencesOverTime(a[k].tables.series, b[k].tables.series);
      pairs.push({ replication, a: keptOf(a[k]), b: keptOf(b[k]), overTime });
    }
  }
  return pairs;
}

const keptOf = ({ metrics, fingerprint }: ReplicationResult): PairedRun => ({ metrics, fingerprint });

interface BatchOptions<Scenario> extends Omit<PairOptions<Scenario>, "progress"> {
  readonly batch: readonly number[];
  readonly progress: { readonly a: Progress; readonly b: Progress };
}

async function bothSides<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  { a, b, batch, replayOf, progress, interrupt, pool }: BatchOptions<Scenario>,
): Promise<[readonly ReplicationResult[], readonly ReplicationResult[]]> {
  const settings = (side: "a" | "b"): Parameters<typeof executeOnPool>[2] => ({
    replications: batch,
    replayOf: (replication) => replayOf(side, replication),
    progress: progress[side],
    interrupt,
  });
  if (pool === undefined) {
    const first = await execute(model, a, settings("a"));
    return [first.results, (await execute(model, b, settings("b"))).results];
  }
  const both = await Promise.all([executeOnPool(pool, a, settings("a")), executeOnPool(pool, b, settings("b"))]);
  return [both[0].results, both[1].results];
}

/** Two replications make a pair, and several pairs run at once: what each says of itself becomes how far all are. */
function progressOfBatch<Scenario>(
  { replications, progress, pool }: PairOptions<Scenario>,
  from: number,
  count: number,
): { readonly a: Progress; readonly b: Progress } {
  const done = { a: 0, b: 0 };
  const frames = { a: 0, b: 0 };
  const side = (which: "a" | "b"): Progress => ({
    update: (state) => {
      done[which] = state.done;
      frames[which] = state.frames;
      const pairsDone = from + (count * (done.a + done.b)) / 2;
      progress.update({
        done: pairsDone / replications.length,
        frames: frames.a + frames.b,
        activity: {
          kind: "many",
          what: "pairs",
          finished: Math.floor(pairsDone),
          count: replications.length,
          workers: pool?.workers,
        },
      });
    },
  });
  return { a: side("a"), b: side("b") };
}
