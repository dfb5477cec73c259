/** Reads what an audit needs from the folder of a run. Throws `UsageError` where a file is missing, damaged or another's. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseStream } from "fast-csv";
import type { WrittenEvent, WrittenRow, WrittenRun } from "../../checks/replay/written-run.js";
import { metricByColumn } from "../../output/metrics/metric-names.js";
import { type Scenario, scenarioSchema } from "../../scenario/schema.js";
import { loadScenario } from "../../../sim/scenario/load.js";
import { UsageError } from "../../../sim/cli/command.js";
import { messages } from "../texts/messages.js";
import { unreadable } from "../../../sim/files/unreadable-result.js";
import { checkText } from "../../../sim/output/written-files.js";
import { openTable } from "../../../sim/files/open-table.js";

/** Tables of a run, with the columns that an audit cannot do without. */
const tables = {
  events: ["replication", "frame", "rule", "prover", "shard", "what", "why", "other", "value", "shard_filter", "cause"],
  provers: ["replication", "prover", "address", "reward_units"],
  series: ["replication", "frame", "time_s"],
  shards: ["replication", "shard"],
  operators: ["replication", "operator_class"],
  rings: ["replication", "ring"],
} as const;
type TableName = keyof typeof tables;

const scenarioFile = "scenario.resolved.yaml";

/** The replications that the folder holds, in their order; only the one that is asked for, if it is. */
export async function readRuns(folder: string, asked: string | undefined): Promise<ReadonlyMap<string, WrittenRun>> {
  for (const file of [scenarioFile, ...Object.keys(tables).map((name) => `${name}.csv`)]) {
    if (!existsSync(join(folder, file))) throw new UsageError(messages.notAuditable(folder, file));
  }
  const scenario = readScenario(join(folder, scenarioFile));
  const rows = {} as Record<TableName, Map<string, WrittenRow[]>>;
  for (const name of Object.keys(tables) as TableName[]) rows[name] = await readTable(folder, name, asked);
  const replications = [...rows.series.keys()];
  if (replications.length === 0) throw new UsageError(messages.noReplication(folder, asked));
  return new Map(
    replications.map((replication) => {
      const of = (name: TableName): WrittenRow[] => rows[name].get(replication) ?? [];
      const events = of("events").map((row) => eventOf(folder, row));
      return [
        replication,
        {
          scenario,
          events,
          provers: of("provers"),
          series: of("series").map(byMetric),
          shards: of("shards"),
          operators: of("operators"),
          rings: of("rings"),
        },
      ];
    }),
  );
}

function readScenario(file: string): Scenario {
  const loaded = loadScenario(file, { schema: scenarioSchema });
  if (loaded.ok) return loaded.value;
  throw unreadable.damaged(file, `line ${loaded.errors[0].line}: ${loaded.errors[0].message}`);
}

/** Rows of a table by replication, in the order of the file. */
async function readTable(
  folder: string,
  name: TableName,
  asked: string | undefined,
): Promise<Map<string, WrittenRow[]>> {
  const file = join(folder, `${name}.csv`);
  const rows = new Map<string, WrittenRow[]>();
  await checkText(file);
  const parser = parseStream<WrittenRow, WrittenRow>(openTable(file), { headers: true, strictColumnHandling: true });
  let hasColumns = false;
  parser.on("headers", (headers: readonly string[]) => {
    hasColumns = tables[name].every((column) => headers.includes(column));
  });
  parser.on("data-invalid", (_row: unknown, number: number) => {
    parser.destroy(new Error(`row ${number} has other cells than its header`));
  });
  try {
    for await (const row of parser as AsyncIterable<WrittenRow>) {
      if (!hasColumns) break;
      const { replication } = row;
      if (asked !== undefined && replication !== asked) continue;
      const known = rows.get(replication);
      if (known === undefined) rows.set(replication, [row]);
      else known.push(row);
    }
  } catch (error) {
    throw unreadable.damaged(file, error instanceof Error ? error.message : String(error));
  }
  if (!hasColumns) throw unreadable.damaged(file, `it has no columns ${tables[name].join(", ")}`);
  return rows;
}

/** A row of the series by the names of its metrics. */
const byMetric = (row: WrittenRow): WrittenRow =>
  Object.fromEntries(Object.entries(row).map(([column, cell]) => [metricByColumn.get(column) ?? column, cell]));

function eventOf(folder: string, row: WrittenRow): WrittenEvent {
  const number = (column: string, empty: number): number => {
    const value = row[column] === "" ? empty : Number(row[column]);
    if (Number.isNaN(value) && row[column] !== "") {
      throw unreadable.damaged(join(folder, "events.csv"), `${column} "${row[column]}" is no number`);
    }
    return value;
  };
  return {
    frame: number("frame", Number.NaN),
    rule: row["rule"],
    prover: number("prover", -1),
    shard: number("shard", -1),
    what: row["what"],
    why: row["why"],
    other: number("other", Number.NaN),
    value: number("value", Number.NaN),
    filter: row["shard_filter"],
    cause: row["cause"],
  };
}
