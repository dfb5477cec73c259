import type { ClaimResult } from "../experiment/claims/claim-results.js";
import type { MetricValue } from "../experiment/model.js";
import type { JoinedTable, Table } from "../table/result-table.js";
import type { Sample } from "../stats/sample.js";

/** What was expected of a run, and what came of it. */
export interface ExpectationResult {
  readonly expectation: string;
  readonly verdict: "met" | "failed" | "undecided";
  readonly estimate: number | null;
}

/** Everything that a summary says; the same inputs give the same facts. */
export interface SummaryFacts {
  readonly scenario: string;
  readonly about: string;
  /** As given: a number, or a phrase. */
  readonly seed: number | string;
  readonly replications: number;
  readonly fingerprint: string;
  readonly interrupted: boolean;
  readonly metrics: readonly MetricValue[];
  /** Turns of events of each replication, where the model tells them: a row each. */
  readonly turns?: JoinedTable;
  readonly expectations: readonly ExpectationResult[];
  /** What the run says to the claims of its scenario, if it has any. */
  readonly claims?: readonly ClaimResult[];
  /** Files of the result folder, relative to it. */
  readonly files: readonly string[];
  /** Pictures that are not among them, and why not. */
  readonly missingPictures?: readonly { readonly name: string; readonly missing: string }[];
}

/**
 * A value; of several replications their mean, with the sample that it is the mean of, in the words of `sweep.csv`.
 */
type SummaryMetric = { readonly value: number | string | null; readonly unit: string } & Partial<
  Sample<number | string>
>;

/** A summary as JSON values: metrics by name, in the order given. */
export interface Summary extends Omit<SummaryFacts, "metrics" | "turns"> {
  readonly metrics: Readonly<Record<string, SummaryMetric>>;
  /** By the columns of turns.csv. */
  readonly turns?: readonly Readonly<Record<string, number | string | null>>[];
}

/**
 * A summary with its keys in a fixed order. Whole numbers given as BigInt become decimal strings, since JSON readers
 * round beyond 2^53; what is not finite becomes null. Throws on a metric named twice or named like an index.
 */
export function summaryOf(facts: SummaryFacts): Summary {
  const { scenario, about, seed, replications, fingerprint, interrupted, metrics, expectations, files } = facts;
  const missing = (facts.missingPictures ?? []).map(({ name, missing: why }) => ({ name, missing: why }));
  const names = new Set<string>();
  for (const { name } of metrics) {
    // JavaScript moves keys that look like indices to the front of an object.
    if (names.has(name) || /^\d*$/.test(name)) throw new Error(`a metric needs a name of its own, read "${name}"`);
    names.add(name);
  }
  return {
    scenario,
    about,
    seed,
    replications,
    fingerprint,
    interrupted,
    metrics: Object.fromEntries(
      metrics.map(({ name, value, unit, sample }) => [
        name,
        { value: plainValue(value), unit, ...plainSample(sample) },
      ]),
    ),
    ...(facts.turns !== undefined && { turns: facts.turns.flatMap(rowsOf) }),
    expectations,
    ...(facts.claims !== undefined && facts.claims.length > 0 && { claims: facts.claims }),
    files,
    ...(missing.length > 0 && { missingPictures: missing }),
  };
}

/** The rows of a table as objects. */
const rowsOf = ({ columns, rowCount }: Table): Readonly<Record<string, number | string | null>>[] =>
  Array.from({ length: rowCount }, (_unused, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, plainValue(values[row])])),
  );

/** The text of `summary.json`. */
export const summaryText = (summary: Summary): string => `${JSON.stringify(summary, null, 2)}\n`;

function plainSample(sample: MetricValue["sample"]): Partial<Sample<number | string>> {
  return Object.fromEntries(
    Object.entries(sample ?? {}).map(([name, value]: [string, MetricValue["value"]]) => [name, plainValue(value)]),
  );
}

function plainValue(value: MetricValue["value"]): number | string | null {
  if (typeof value === "bigint") return value.toString();
  return typeof value === "number" && !Number.isFinite(value) ? null : value;
}
