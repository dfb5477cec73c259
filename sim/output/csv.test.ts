import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCells } from "../../test/csv-cells.js";
import { csvChunks } from "./csv.js";
import { type Column, table } from "../table/result-table.js";

const csv = (...columns: Column[]): string => [...csvChunks(table(columns))].join("");

describe("csv", () => {
  it("writes a header and a line a row, with a line end after the last", () => {
    expect(csv({ name: "frame", values: Int32Array.of(0, 360) }, { name: "time_s", values: [0, 3600] })).toBe(
      "frame,time_s\n0,0\n360,3600\n",
    );
  });

  it("writes the header alone when there are no rows", () => {
    expect(csv({ name: "frame", values: [] })).toBe("frame\n");
  });

  it("writes numbers as the shortest decimals and leaves out what was not measured", () => {
    const values = Float64Array.of(0.1, -0, 1e6, 2 / 3, NaN, Infinity, -Infinity);
    expect(csv({ name: "x", values })).toBe("x\n0.1\n0\n1000000\n0.6666666666666666\n\n\n\n");
    expect(csv({ name: "x", values: Array.from(values) })).toBe(csv({ name: "x", values }));
  });

  it("writes whole numbers of any size in full", () => {
    expect(csv({ name: "units", values: [2n ** 70n, -1n] })).toBe("units\n1180591620717411303424\n-1\n");
  });

  it("quotes text only where a reader would misread it", () => {
    expect(csv({ name: "text", values: ["plain text", 'say "hi"', "two\nlines"] })).toBe(
      'text\nplain text\n"say ""hi"""\n"two\nlines"\n',
    );
  });

  it("gives back every text and every number to another reader of CSV", async () => {
    const cells = fc.array(fc.tuple(fc.string({ minLength: 1, unit: "grapheme" }), fc.double({ noNaN: true })), {
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(cells, async (rows) => {
        const text = csv(
          { name: "text", values: rows.map(([cell]) => cell) },
          { name: "figure", values: Float64Array.from(rows, ([, cell]) => cell) },
        );
        const [, ...read] = await csvCells(text);
        expect(read.map(([cell]) => cell)).toEqual(rows.map(([cell]) => cell));
        const numbers = rows.map(([, cell]) => (Number.isFinite(cell) ? String(cell) : ""));
        expect(read.map(([, cell]) => cell)).toEqual(numbers);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("comes in pieces that together hold every row of a long table", () => {
    const values = Int32Array.from({ length: 10_000 }, (_, row) => row);
    const pieces = [...csvChunks(table([{ name: "line", values }]))];
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join("").split("\n").slice(1, -1).map(Number)).toEqual(Array.from(values));
  });
});
