/** Replications on one worker thread and on two: the bytes must be those of the main thread. */
import { createHash } from "node:crypto";
import type { Scenario } from "../../../models/scenario/schema.js";
import { combine } from "../../../sim/experiment/replicate/combine.js";
import { execute, type ExecuteOptions } from "../../../sim/experiment/replicate/execute.js";
import { executeOnPool } from "../../../sim/experiment/replicate/execute-on-pool.js";
import type { RunResult } from "../../../sim/experiment/model.js";
import { openPool, type Pool } from "../../../sim/experiment/pool/pool.js";
import { csvOfParts } from "../../../sim/output/csv.js";
import { type Finding, finding } from "../finding.js";
import type { Tested } from "../tested.js";

const options: ExecuteOptions = {
  replications: [0, 1],
  replayOf: (replication) => `replication ${replication}`,
  events: true,
  progress: { update() {} },
  interrupt: { requested: false },
};

let pools: readonly Pool[] | undefined;

/** Threads start once and serve all cases. */
function openPools({ model: { worker } }: Tested): readonly Pool[] {
  if (worker === undefined) return [];
  return (pools ??= [1, 2].map((workers) => openPool({ worker, workers, heapMegabytes: 512 })));
}

export async function closePools(): Promise<void> {
  await Promise.all((pools ?? []).map((pool) => pool.close()));
  pools = undefined;
}

export async function workerFindings(tested: Tested, scenario: Scenario): Promise<Finding[]> {
  const here = hashesOf((await execute(tested.model, scenario, options)).results);
  for (const pool of openPools(tested)) {
    const there = hashesOf((await executeOnPool(pool, scenario, options)).results);
    const difference = firstDifference(here, there);
    if (difference !== null) return [finding("differs on workers", `${pool.workers}: ${difference}`)];
  }
  return [];
}

/** Every file of the combined result, by name, as its hash: logs of three runs at once would fill the memory. */
function hashesOf(results: Parameters<typeof combine>[0]): Map<string, string> {
  const { tables, metrics, fingerprint } = combine(results);
  const files = Object.entries(tables).map(([name, table]) => [name, hashOf(csvOfParts(table))] as const);
  const values = metrics.map(({ name, value }) => `${name} ${String(value)}`).join("\n");
  return new Map([...files, ["metrics", values], ["fingerprint", fingerprint], ["summary lines", linesOf(results)]]);
}

function hashOf(parts: Iterable<string>): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

const linesOf = (results: readonly RunResult[]): string =>
  results.map(({ summaryLines }) => summaryLines.join("\n")).join("\n");

function firstDifference(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string | null {
  for (const [name, text] of a) if (b.get(name) !== text) return name;
  return a.size === b.size ? null : "a table more";
}
