import { spreadOf } from "../../stats/spread.js";
import { type JoinedTable, joinTables, type Table, withReplication } from "../../table/result-table.js";
import type { MetricValue } from "../model.js";
import type { ReplicationResult } from "./execute.js";
import { foldFingerprints } from "./fold-fingerprints.js";

/** The tables of all replications by the names of their files, in the order of these. */
export type JoinedTables = Readonly<Record<string, JoinedTable>>;

/** What the replications of a scenario amount to. */
export interface Combined {
  readonly tables: JoinedTables;
  /** Of one replication its metrics, of several their means and how they differ. */
  readonly metrics: readonly MetricValue[];
  readonly fingerprint: string;
}

/** Joins results in the order of their replications; throws if there are none. */
export function combine(results: readonly ReplicationResult[]): Combined {
  return {
    tables: Object.fromEntries(Object.keys(results[0].tables).flatMap((name) => joinNamed(results, name))),
    metrics: results[0].metrics.map(({ name, unit, kind }) => {
      const values = valuesOf(results, name);
      const spread = spreadOf(values);
      return {
        name,
        unit,
        ...(kind !== undefined && { kind }),
        value: meanOf(values),
        ...(spread !== null && { spread }),
      };
    }),
    fingerprint: foldFingerprints(
      results.map(({ fingerprint }) => fingerprint),
      "replications",
    ),
  };
}

/** The table of that name of all replications, if all have it. */
function joinNamed(results: readonly ReplicationResult[], name: string): [name: string, joined: JoinedTable][] {
  const tables: Table[] = [];
  for (const { tables: own, replication } of results) {
    const source = own[name];
    if (source === undefined) return [];
    tables.push(withReplication(source, replication));
  }
  return [[name, joinTables(tables)]];
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
