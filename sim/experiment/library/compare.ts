import type { Table } from "../../table/result-table.js";
import { comparisonOf } from "../compare/ready-comparison.js";
import { compareTable, pairsTable } from "../compare/comparison-tables.js";
import { defaultMaxPairs, defaultPairs, minPairs } from "../compare/pair-counts.js";
import type { Precision } from "../compare/precision.js";
import { runComparison } from "../compare/run-comparison.js";
import { messages } from "../messages.js";
import type { Model, ScenarioBasics } from "../model.js";
import { poolFor, workersFor } from "../pool/worker-count.js";
import type { ReadyScenario } from "../ready-scenario.js";
import { interruptOf, progressOf, type RunOptions } from "./options.js";
import { checkedWorkers } from "./simulate.js";

export interface CompareOptions extends RunOptions {
  /** How many pairs, from 2; as many as A has replications unless given, or 10 where it has one. */
  readonly pairs?: number;
  /** Names of metrics; all that both scenarios have unless given. */
  readonly metrics?: readonly string[];
  /** What is practically nothing, as a share of A's mean above 0: `0.01`. */
  readonly equivalent?: number;
  /**
   * Half the width that the intervals of `metrics` are to have, above 0, as a share of A's mean or in the unit of the metric:
   * then `pairs` are the first ones, and say how many are run.
   */
  readonly precision?: Precision;
  /** No more pairs than this with `precision`; 1,000 unless given. */
  readonly maxPairs?: number;
}

/** What came of a comparison. */
export interface CompareResult {
  /** One row a metric, the surest differences first: means, effect of B against A, 95 % interval, probabilities, verdict, gain. */
  readonly metrics: Table;
  /** One row a pair and metric: the values of both. */
  readonly pairs: Table;
  /** Pairs that make the intervals as narrow as asked; undefined where nobody asked. */
  readonly pairsNeeded: number | undefined;
  /** Equal whenever both scenarios, seed, pairs and code are. */
  readonly fingerprint: string;
  /** Whether it was ended early: then only the pairs that were finished count. */
  readonly interrupted: boolean;
}

/**
 * Simulates two scenarios in pairs, both on the seed of the first. Throws `RangeError` for options that cannot be,
 * `InvariantError` or `ReplicationFailure` for a bug of the simulator.
 */
export async function compareOf<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  a: ReadyScenario<Scenario>,
  b: ReadyScenario<Scenario>,
  options: CompareOptions = {},
): Promise<CompareResult> {
  const { replications } = a.scenario;
  const { pairs = replications < minPairs ? defaultPairs : replications, metrics, equivalent, precision } = options;
  const { maxPairs = Math.max(defaultMaxPairs, pairs) } = options;
  const ready = comparisonOf(model, a, b);
  const wrong = wrongOptions({ ...options, pairs, maxPairs }, ready.metrics);
  if (wrong.length > 0) throw new RangeError(wrong.join("\n"));
  const memoryBytes = Math.max(a.plan.memoryBytes, b.plan.memoryBytes);
  const pool = poolFor(model.worker, workersFor(checkedWorkers(options), 2 * pairs, { memoryBytes }));
  try {
    const comparison = await runComparison(model, ready, {
      question: { pairs, metrics, equivalent, precision, maxPairs },
      replayOf: (side, replication) => messages.replayInLibrary({ a, b }[side].file, replication),
      progress: progressOf(options),
      interrupt: interruptOf(options),
      pool,
    });
    return {
      metrics: compareTable(comparison.metrics),
      pairs: pairsTable(comparison),
      pairsNeeded: comparison.needed,
      fingerprint: comparison.fingerprint,
      interrupted: comparison.interrupted,
    };
  } finally {
    await pool?.close();
  }
}

function wrongOptions(
  { pairs, maxPairs, metrics, equivalent, precision }: CompareOptions & { readonly pairs: number; maxPairs: number },
  known: readonly string[],
): string[] {
  const halfWidth = precision === undefined ? undefined : Object.values(precision).at(0);
  return [
    ...(isCount(pairs, minPairs) ? [] : [messages.badCount("pairs", pairs, minPairs)]),
    ...(isCount(maxPairs, pairs) ? [] : [messages.badCount("maxPairs", maxPairs, pairs)]),
    ...(metrics ?? []).filter((name) => !known.includes(name)).map((name) => messages.noSuchMetric(name)),
    ...(isAmount(equivalent) ? [] : [messages.badAmount("equivalent", equivalent)]),
    ...(isAmount(halfWidth) ? [] : [messages.badAmount("precision", halfWidth)]),
    ...(precision !== undefined && (metrics ?? []).length === 0 ? [messages.precisionNeedsMetrics()] : []),
  ];
}

const isCount = (value: number, min: number): boolean => Number.isSafeInteger(value) && value >= min;

const isAmount = (value: number | undefined): boolean => value === undefined || (Number.isFinite(value) && value > 0);
