import { foldFingerprints } from "../output/fold-fingerprints.js";
import type { MetricValue } from "../output/summary.js";
import { type JoinedTable, joinTables, type Table, withReplication } from "../output/table.js";
import type { JoinedTables, RunTables } from "../output/write-run.js";
import { spreadOf } from "../stats/spread.js";
import type { ReplicationResult } from "./execute.js";

/** What the replications of a scenario amount to. */
export interface Combined {
  readonly tables: JoinedTables;
  /** Of one replication its metrics, of several their means and how they differ. */
  readonly metrics: readonly MetricValue[];
  readonly fingerprint: string;
}

/** Joins results in the order of their replications; throws if there are none. */
export function combine(results: readonly ReplicationResult[]): Combined {
  const join = (pick: (tables: RunTables) => Table): JoinedTable =>
    joinTables(results.map(({ tables, replication }) => withReplication(pick(tables), replication)));
  return {
    tables: {
      series: join(({ series }) => series),
      shards: join(({ shards }) => shards),
      operators: join(({ operators }) => operators),
      rings: join(({ rings }) => rings),
      ...joinOptional(results, join),
    },
    metrics: results[0].metrics.map(({ name, unit }) => {
      const values = valuesOf(results, name);
      const spread = spreadOf(values);
      return { name, unit, value: meanOf(values), ...(spread !== null && { spread }) };
    }),
    fingerprint: foldFingerprints(
      results.map(({ fingerprint }) => fingerprint),
      "replications",
    ),
  };
}

/** Tables that a run has only where they are asked for. */
const optionalTables = ["events", "provers", "trace", "draws"] as const;

/** Those of them that all replications have. */
function joinOptional(
  results: readonly ReplicationResult[],
  join: (pick: (tables: RunTables) => Table) => JoinedTable,
): Pick<JoinedTables, (typeof optionalTables)[number]> {
  const none = { columns: [], rowCount: 0 };
  const kept = optionalTables.filter((name) => results.every(({ tables }) => tables[name] !== undefined));
  return Object.fromEntries(kept.map((name) => [name, join((tables) => tables[name] ?? none)]));
}

function valuesOf(results: readonly ReplicationResult[], name: string): MetricValue["value"][] {
  return results.map(({ metrics }) => metrics.find((metric) => metric.name === name)?.value ?? null);
}

/**
 * Mean in the order of replications; of whole amounts (BigInt) rounded down. Text is kept where all agree. Null if a
 * replication measured nothing, since the rest would not be the mean of what was asked.
 */
function meanOf(values: readonly MetricValue["value"][]): MetricValue["value"] {
  const [first] = values;
  if (values.length === 1 || values.every((value) => value === first)) return first;
  if (values.every((value) => typeof value === "number")) {
    return values.reduce<number>((sum, value) => sum + value, 0) / values.length;
  }
  if (values.every((value) => typeof value === "bigint")) {
    return divFloor(
      values.reduce<bigint>((sum, value) => sum + value, 0n),
      BigInt(values.length),
    );
  }
  return null;
}

function divFloor(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
