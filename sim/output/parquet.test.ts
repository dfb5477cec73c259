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
  ]),
  table([
    { name: "replication", values: Int32Array.of(1) },
    { name: "time_s", values: [7] },
    { name: "emission.issuedUnits", values: [""] },
    { name: "operator_class", values: ["Ω"] },
    { name: "mean_value", values: [""] },
    { name: "nothing", values: [""] },
  ]),
];

describe("a table as Parquet", () => {
  it("has every cell exactly, the empty ones as null, under the names of the CSV file", async () => {
    const file = join(folderWith({}), "some.parquet");
    writeFileSync(file, parquetOfParts(parts));
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
    ]);
    expect(await ask(`SELECT * FROM '${file}'`)).toEqual([
      [0, 0.1, "1180591620717411303424", "data centre", 1, null],
      [0, null, "-1", null, 2, null],
      [1, 7, null, "Ω", null, null],
    ]);
  });

  it("is the same bytes each time", () => {
    expect(Buffer.from(parquetOfParts(parts)).equals(Buffer.from(parquetOfParts(parts)))).toBe(true);
  });
});
