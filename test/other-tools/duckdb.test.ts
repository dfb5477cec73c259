/** Every table that runs and sweeps write, read by DuckDB as a user would: without quotes, names or types told. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { orrery } from "../../models/cli/orrery.js";
import { parseArguments } from "../../sim/cli/arguments.js";
import { runCommand } from "../../sim/cli/commands/run.js";
import { sweepCommand } from "../../sim/cli/commands/sweep.js";
import { takenWords } from "../../sim/table/taken-words.js";

const network = (rules: string, more = ""): string =>
  `name: small\nhorizon: 3 h\nrules: ${rules}\nreplications: 2\n` +
  "operators: [{ class: data centre, count: 9, workers: 2, uptime: 90 % }, { class: home, count: 2, workers: 1 }]\n" +
  "report: { allocations: true }\n" +
  `shards: { count: 2, world: 4 GB }\n${more}`;

/** Of an era in which nobody has a place. */
const early = (rules: string): string =>
  network(rules).replace("shards: { count: 2", "shards: { count: 1").replace("report: { allocations: true }\n", "");

const files = {
  "epoch.yaml": network("v2.1-epoch", "timeline: [{ at: 1 h, outage: { class: home, for: 10 min } }]\n"),
  "simplex.yaml": network("v2.1-simplex", "fees: { transactions: 40/d, bytes: 1 kB }\n"),
  "rings.yaml": network("v2.0.6").replace("count: 2, world", "count: 1, world"),
  "dusk.yaml": early("dusk"),
  "dawn.yaml": early("dawn"),
  "sweep.yaml": network("v2.1-epoch", 'sweep: { shards.count: [1, 2], "operators[0].uptime": [80 %, 90 %] }\n'),
};

const folder = mkdtempSync(join(tmpdir(), "orrery-tables-"));
afterAll(() => rmSync(folder, { recursive: true }));
let ask: (sql: string) => Promise<Record<string, unknown>[]>;

beforeAll(async () => {
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  for (const name of Object.keys(files)) {
    const isSweep = name === "sweep.yaml";
    const out = join(folder, name.replace(".yaml", ""));
    const words = [join(folder, name), "--quiet", "--parquet", "--workers", "1", "--out", out];
    const command = isSweep ? sweepCommand : runCommand;
    words.push(...(isSweep ? ["--store", join(folder, "cells")] : ["--events", "--trace", "--no-report"]));
    await command.run((await parseArguments(isSweep ? "sweep" : "run", command, words))!, orrery);
  }
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  ask = async (sql) => (await connection.runAndReadAll(sql)).getRowObjects();
}, 120_000);

const tablesOf = (run: string): string[] =>
  readdirSync(join(folder, run))
    .filter((name) => name.endsWith(".csv"))
    .map((name) => name.slice(0, -".csv".length));

/** What is text; the rest is numbers. */
const texts = /^(rule|what|why|shard_filter|address|operator_class|health|allocation_status|handler|purpose|date|label|phase|metric|unit|method|fingerprint|amount_of|told|effect|command|cause|warm_up_by|integral_unit)$/; // prettier-ignore
const numberTypes = ["BIGINT", "HUGEINT", "INTEGER", "DOUBLE", "DECIMAL(38,0)"];
const textTypes = ["VARCHAR", "DATE"];

describe.each(Object.keys(files).map((name) => name.replace(".yaml", "")))("DuckDB, with the tables of %s", (run) => {
  it("has a column for each name of the header, without quotes, of the type that it means", async () => {
    const tables = tablesOf(run);
    expect(tables.length).toBeGreaterThan(1);
    for (const table of tables) {
      for (const ending of ["csv", "parquet"]) {
        const file = join(folder, run, `${table}.${ending}`);
        const from = ending === "csv" ? `read_csv('${file}', header = true, sample_size = -1)` : `'${file}'`;
        const header = readFileSync(join(folder, run, `${table}.csv`), "utf8")
          .split("\n", 1)[0]
          .split(",");
        await ask(`CREATE OR REPLACE TABLE read AS SELECT ${header.join(", ")} FROM ${from}`);
        const described = await ask("DESCRIBE read");
        expect(described.map((row) => row["column_name"])).toEqual(header);
        for (const { column_name: name, column_type: type } of described as Record<string, string>[]) {
          const [{ full }] = await ask(`SELECT count(${name}) AS full FROM read`);
          if (full === 0n) continue;
          expect(texts.test(name) ? textTypes : numberTypes, `${table}.${ending} ${name}`).toContain(type);
        }
      }
    }
  });

  it("finds the same rows in CSV and in Parquet", async () => {
    for (const table of tablesOf(run)) {
      const file = join(folder, run, table);
      const rows = (await ask(`SELECT * FROM read_csv('${file}.csv', header = true, all_varchar = true)`)).map((row) => Object.values(row).map(plain)); // prettier-ignore
      const others = (await ask(`SELECT * FROM '${file}.parquet'`)).map((row) => Object.values(row).map(plain));
      expect(others).toEqual(rows);
    }
  });

  it("has as Parquet the files that the manifest lists", () => {
    const { files: listed } = JSON.parse(readFileSync(join(folder, run, "manifest.json"), "utf8")) as {
      files: { path: string }[];
    };
    expect(listed.map(({ path }) => path).filter((path) => path.endsWith(".parquet"))).toEqual(
      listed.flatMap(({ path }) => (path.endsWith(".csv") ? [path.replace(".csv", ".parquet")] : [])),
    );
  });
});

/** A cell as one text, whatever it was read as. */
function plain(cell: unknown): string | null {
  if (cell === null || cell === "") return null;
  const text = String(typeof cell === "object" && "value" in cell ? cell.value : (cell as string | number | bigint));
  return Math.abs(Number(text)) <= 2 ** 53 ? String(Number(text)) : text;
}

describe("words that SQL keeps for itself", () => {
  it("are all that DuckDB reserves", async () => {
    const reserved = await ask("SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'");
    expect(reserved.map((row) => String(row["keyword_name"])).filter((word) => !takenWords.has(word))).toEqual([]);
  });
});
