import { describe, expect, it } from "vitest";
import { concatTables, table, valuesOf, withReplication } from "./table.js";

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

  it("joins tables in the order given and keeps the kind of column that all share", () => {
    const joined = concatTables([days(1, 2), days(3)]);
    expect(valuesOf(joined, "day")).toEqual(Int32Array.from([1, 2, 3]));
    const mixed = concatTables([days(1), table([{ name: "day", values: ["two", 3n] }])]);
    expect(valuesOf(mixed, "day")).toEqual([1, "two", 3n]);
    const fractions = table([{ name: "day", values: Float64Array.of(0.5) }]);
    expect(valuesOf(concatTables([fractions, fractions]), "day")).toEqual(Float64Array.of(0.5, 0.5));
  });

  it("refuses to join tables with different columns", () => {
    expect(() => concatTables([days(1), table([{ name: "hour", values: [1] }])])).toThrow("columns day and hour");
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
