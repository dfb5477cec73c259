/**
 * Compares two sides by replications in pairs:
 *
 *     pairs 0 to n − 1 ─► as narrow as asked? ─► further pairs, as many as the first ones say (stats/two-stage.ts)
 *                                              └► differences of every metric, with intervals and verdicts
 */
import type { Pool } from "../pool/pool.js";
import type { Model, ScenarioBasics } from "../model.js";
import { foldFingerprints } from "../replicate/fold-fingerprints.js";
import type { Interrupt, Progress } from "../watch.js";
import { type ComparedMetric, comparedMetrics } from "./compared-metrics.js";
import { type Pair, type PairOptions, runPairs } from "./pairs.js";
import { pairsFor, type Precision } from "./precision.js";
import type { ReadyComparison } from "./ready-comparison.js";

/** What is to be found out, beside which sides. */
export interface Question {
  /** Pairs, from 2; with `precision` the first of them. */
  readonly pairs: number;
  /** Names of metrics; all that both sides have unless given. */
  readonly metrics?: readonly string[] | undefined;
  /** What is practically nothing, as a share of the mean of A. */
  readonly equivalent?: number | undefined;
  readonly precision?: Precision | undefined;
  /** No more pairs than this, however narrow the interval is to be. */
  readonly maxPairs: number;
}

export interface ComparisonOptions {
  readonly question: Question;
  readonly replayOf: PairOptions<never>["replayOf"];
  readonly progress: Progress;
  readonly interrupt: Interrupt;
  readonly pool: Pool | undefined;
}

export interface Comparison {
  readonly pairs: readonly Pair[];
  /** Those that were to be run: more are only missing because somebody interrupted. */
  readonly wanted: number;
  /** Pairs that make the intervals as narrow as asked; undefined where nobody asked, or it was not found out. */
  readonly needed: number | undefined;
  readonly metrics: readonly ComparedMetric[];
  /** Of all runs, A's before B's. */
  readonly fingerprint: string;
  readonly interrupted: boolean;
}

/** Throws what `runPairs` throws. */
export async function runComparison<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  { a, b, metrics }: Pick<ReadyComparison<Scenario>, "a" | "b" | "metrics">,
  { question, ...options }: ComparisonOptions,
): Promise<Comparison> {
  const { precision, maxPairs, equivalent, metrics: names = metrics } = question;
  const run = (from: number, to: number): Promise<Pair[]> => {
    const replications = Array.from({ length: to - from }, (_, k) => from + k);
    return runPairs(model, { ...options, a: a.scenario, b: b.scenario, replications });
  };
  const first = await run(0, question.pairs);
  const needed =
    precision === undefined || first.length < question.pairs ? undefined : pairsFor(first, names, precision);
  const wanted = Math.max(question.pairs, Math.min(needed ?? 0, maxPairs));
  const pairs = [...first, ...(wanted > question.pairs ? await run(question.pairs, wanted) : [])];
  const pilot = needed === undefined ? undefined : question.pairs;
  return {
    pairs,
    wanted,
    needed,
    metrics: comparedMetrics(pairs, { names, equivalent, pilot }),
    fingerprint: foldFingerprints(
      [...pairs.map(({ a: one }) => one.fingerprint), ...pairs.map(({ b: one }) => one.fingerprint)],
      "runs",
    ),
    interrupted: pairs.length < wanted,
  };
}
