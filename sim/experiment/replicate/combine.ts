import { sampleOf } from "../../stats/sample.js";
import { type JoinedTable, joinTables, type Table, withReplication } from "../../table/result-table.js";
import type { MetricValue } from "../model.js";
import type { ReplicationResult } from "./execute.js";
import { foldFingerprints } from "./fold-fingerprints.js";

/** The tables of all replications by the names of their files, in the order of these. */
export type JoinedTables = Readonly<Record<string, JoinedTable>>;

/** What the replications of a scenario amount to. */
export interface Combined {
  readonly tables: JoinedTables;
  /** Of one replication its metrics, of several their means, each with the sample that it is the mean of. */
  readonly metrics: readonly MetricValue[];
  readonly fingerprint: string;
}

/** Joins results in the order of their replications; throws if there are none. */
export function combine(results: readonly ReplicationResult[]): Combined {
  return {
    tables: Object.fromEntries(Object.keys(results[0].tables).flatMap((name) => joinNamed(results, name))),
    metrics: results[0].metrics.map(({ name, unit, kind }) => {
      const values = valuesOf(results, name);
      const about = { name, unit, ...(kind !== undefined && { kind }) };
      if (values.length === 1) return { ...about, value: values[0] };
      const sample = sampleOf(values, kind);
      return sample === null ? { ...about, value: commonOf(values) } : { ...about, value: sample.mean, sample };
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

/** Text is kept where all agree. */
const commonOf = (values: readonly MetricValue["value"][]): MetricValue["value"] =>
  values.every((value) => value === values[0]) ? values[0] : null;
