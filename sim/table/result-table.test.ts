import { describe, expect, it } from "vitest";
import { csvOfParts } from "../output/csv.js";
import { joinTables, table, valuesOf, withReplication } from "./result-table.js";

const days = (...values: number[]) => table([{ name: "day", values: Int32Array.from(values) }]);
const column = (name: string, length: number) => ({ name, values: new Float64Array(length) });

describe("table", () => {
  it("counts the rows of its columns", () => {
    expect(table([{ name: "a", values: [1, 2] }]).rowCount).toBe(2);
    expect(table([]).rowCount).toBe(0);
  });

  it("refuses columns of different length, and names that are empty or taken", () => {
    expect(() => table([column("a", 2), column("b", 3)])).toThrow('column "b" has 3 rows, the first column has 2');
    expect(() => table([column("a", 2), column("a", 2)])).toThrow("distinct column names");
    expect(() => table([column("", 2)])).toThrow("distinct column names");
  });

  it("joins tables in the order given, and copies none", () => {
    const parts = [days(1, 2), days(3)];
    expect(joinTables(parts)).toEqual(parts);
    expect(joinTables(parts)[1]).toBe(parts[1]);
    expect([...csvOfParts(joinTables(parts))].join("")).toBe("day\n1\n2\n3\n");
    const mixed = joinTables([days(1), table([{ name: "day", values: ["two", 3n] }])]);
    expect([...csvOfParts(mixed)].join("")).toBe("day\n1\ntwo\n3\n");
  });

  it("refuses to join tables with different columns, or none", () => {
    expect(() => joinTables([days(1), table([{ name: "hour", values: [1] }])])).toThrow("columns day and hour");
    expect(() => joinTables([])).toThrow("no table");
  });

  it("puts the replication first", () => {
    const marked = withReplication(days(7, 8), 3);
    expect(marked.columns.map(({ name }) => name)).toEqual(["replication", "day"]);
    expect(valuesOf(marked, "replication")).toEqual(Int32Array.of(3, 3));
  });

  it("names the columns there are when one is missing", () => {
    expect(() => valuesOf(days(1), "hour")).toThrow('no column "hour"; there are: day');
  });
});
