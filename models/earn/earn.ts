/** The operator's question, answered from replications: what would I earn, when, and with how many nodes? */
import { execute, type ExecuteOptions } from "../../sim/experiment/replicate/execute.js";
import { executeOnPool } from "../../sim/experiment/replicate/execute-on-pool.js";
import { poolFor, workersFor } from "../../sim/experiment/pool/worker-count.js";
import type { Model, RunResult } from "../../sim/experiment/model.js";
import type { Interrupt, Progress } from "../../sim/experiment/watch.js";
import { advantageOf, type EarnedFigure, figuresOf } from "./figures.js";
import type { Scenario } from "../scenario/schema.js";
import type { WholeOperator } from "./operator.js";
import type { Way } from "./ways.js";

/** One way to divide the workers, and what came of it. */
export interface EarnedWay {
  readonly nodes: number;
  readonly figures: readonly EarnedFigure[];
  readonly fingerprints: readonly string[];
}

export interface Earned {
  /** As typed first, then the other, if there is one. */
  readonly ways: readonly EarnedWay[];
  /** By which share the other way earns more than the first; null without one. */
  readonly advantage: EarnedFigure | null;
  /** Replications of each way. */
  readonly replications: number;
  /** Whether it was ended early: then only replications that both ways have count. */
  readonly interrupted: boolean;
}

/** Who asks, and the scenarios that answer. */
export interface Asked {
  readonly operator: WholeOperator;
  readonly ways: readonly Way[];
}

export interface EarnSettings {
  /** Threads; as many as there are cores unless given. */
  readonly workers: number | undefined;
  readonly replayOf: (replication: number) => string;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
}

/** Throws `InvariantError` and `ReplicationFailure` for a bug of the simulator. */
export async function runWays(
  model: Model<Scenario>,
  { operator, ways }: Asked,
  settings: EarnSettings,
): Promise<Earned> {
  const { plan, scenario } = ways[0].ready;
  const threads = workersFor(settings.workers, scenario.replications, plan);
  const pool = poolFor(model.worker, threads);
  const { interrupt, replayOf } = settings;
  const runs: (readonly RunResult[])[] = [];
  let interrupted = false;
  try {
    for (const [k, { ready }] of ways.entries()) {
      if (interrupt.requested) break;
      const options: ExecuteOptions = {
        replications: Array.from({ length: ready.scenario.replications }, (_, replication) => replication),
        replayOf,
        interrupt,
        progress: {
          update: (state) => settings.progress.update({ ...state, done: (k + state.done) / ways.length }),
        },
      };
      const executed = await (pool === undefined
        ? execute(model, ready.scenario, options)
        : executeOnPool(pool, ready.scenario, options));
      interrupted ||= executed.interrupted;
      // One that was cut short has not had its days.
      runs.push(executed.interrupted && executed.results.length === 1 ? [] : executed.results);
    }
  } finally {
    await pool?.close();
  }
  const told = ways.flatMap(({ nodes, days }, k) => {
    const own = runs.at(k) ?? [];
    if (own.length === 0) return [];
    const figures = figuresOf(own, { workers: operator.workers, days });
    return [{ nodes, figures, fingerprints: own.map(({ fingerprint }) => fingerprint) }];
  });
  const both = runs.map((own) => own.length).reduce((least, count) => Math.min(least, count), scenario.replications);
  const advantage =
    told.length < 2 ? null : advantageOf(runs[0].slice(0, both), runs[1].slice(0, both), [ways[0].days, ways[1].days]);
  return { ways: told, advantage, replications: both, interrupted: interrupted || interrupt.requested };
}
