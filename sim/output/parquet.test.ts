import { DuckDBInstance } from "@duckdb/node-api";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../test/scenario-files.js";
import { type JoinedTable, table } from "../table/result-table.js";
import { parquetOfParts } from "./parquet.js";

const parts: JoinedTable = [
  table([
    { name: "replication", values: Int32Array.of(0, 0) },
    { name: "time_s", values: Float64Array.of(0.1, NaN) },
    { name: "emission.issuedUnits", values: [2n ** 70n, -1n] },
    { name: "operator_class", values: ["data centre", ""] },
    { name: "mean_value", values: [1, 2n] },
    { name: "nothing", values: ["", ""] },
    { name: "unmeasured_units", values: Float64Array.of(NaN, NaN) },
  ]),
  table([
    { name: "replication", values: Int32Array.of(1) },
    { name: "time_s", values: [7] },
    { name: "emission.issuedUnits", values: [""] },
    { name: "operator_class", values: ["Ω"] },
    { name: "mean_value", values: [""] },
    { name: "nothing", values: [""] },
    { name: "unmeasured_units", values: [2n ** 70n] },
  ]),
];

const bytesOf = (of: JoinedTable): Buffer => Buffer.concat([...parquetOfParts(of)]);

/** A part of so many rows. */
const long = (rows: number, part: number) =>
  table([
    { name: "replication", values: new Int32Array(rows).fill(part) },
    { name: "value", values: Float64Array.from({ length: rows }, (_unused, row) => row * 1.5) },
    { name: "units", values: Array.from({ length: rows }, (_unused, row) => 10n ** 20n + BigInt(row)) },
  ]);

describe("a table as Parquet", () => {
  it("has every cell exactly, the empty ones as null, under the names of the CSV file", async () => {
    const file = join(folderWith({}), "some.parquet");
    writeFileSync(file, bytesOf(parts));
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    const described = await ask(`DESCRIBE SELECT * FROM '${file}'`);
    expect(described.map(([name, type]) => [name, type])).toEqual([
      ["replication", "INTEGER"],
      ["time_s", "DOUBLE"],
      ["emission_issued_units", "DECIMAL(38,0)"],
      ["operator_class", "VARCHAR"],
      ["mean_value", "DOUBLE"],
      ["nothing", "VARCHAR"],
      ["unmeasured_units", "DECIMAL(38,0)"],
    ]);
    expect(await ask(`SELECT * FROM '${file}'`)).toEqual([
      [0, 0.1, "1180591620717411303424", "data centre", 1, null, null],
      [0, null, "-1", null, 2, null, null],
      [1, 7, null, "Ω", null, null, "1180591620717411303424"],
    ]);
  });

  it("is the same bytes each time", () => {
    expect(bytesOf(parts).equals(bytesOf(parts))).toBe(true);
  });

  it("comes in pieces of some rows, however many there are and in whatever parts they come", async () => {
    const lengths = [150_000, 1, 0, 130_000];
    const [first, ...others] = lengths.map(long);
    const pieces = [...parquetOfParts([first, ...others])];
    // Groups, and what stands at the end.
    expect(pieces.length).toBe(4);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(4e6);
    const file = join(folderWith({}), "long.parquet");
    writeFileSync(file, Buffer.concat(pieces));
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const sql = `SELECT replication, count(*), max(value), sum(units) FROM '${file}' GROUP BY 1 ORDER BY 1`;
    expect((await connection.runAndReadAll(sql)).getRowsJson()).toEqual(
      [0, 1, 3].map((part) => {
        const rows = BigInt(lengths[part]);
        const sum = rows * 10n ** 20n + (rows * (rows - 1n)) / 2n;
        return [part, String(rows), 1.5 * Number(rows - 1n), String(sum)];
      }),
    );
  });
});
