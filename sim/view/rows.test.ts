import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { table } from "../table/result-table.js";
import { numbersOf, timeRows } from "./rows.js";
import { thinned } from "./thinned.js";
import { panel } from "./theme.js";
import { timeAxisOf } from "./time-axis.js";

describe("rows of a picture", () => {
  it("are all, or as many as there are pixels, with the first and the last, in order, none twice", () => {
    const counts = fc.integer({ min: 1, max: 200_000 });
    fc.assert(
      fc.property(counts, (count) => {
        const rows = thinned(count);
        expect(rows.length).toBe(Math.min(count, panel.width));
        expect([rows[0], rows.at(-1)]).toEqual([0, count - 1]);
        expect(rows.every((row, k) => k === 0 || row > rows[k - 1])).toBe(true);
      }),
      { seed: 1, numRuns: 50 },
    );
    expect(thinned(0)).toEqual([]);
  });

  it("tell time in the unit of the axis and leave out what was not measured", () => {
    const series = table([
      { name: "time_s", values: [0, 43_200, 86_400] },
      { name: "population.peers", values: Float64Array.of(1, NaN, 3) },
    ]);
    expect(timeRows(series, [{ column: "population.peers", label: "peers" }], timeAxisOf(0, 86_400))).toEqual([
      { time: 0, peers: 1 },
      { time: 12, peers: null },
      { time: 24, peers: 3 },
    ]);
  });

  it("read token amounts as numbers", () => {
    expect(numbersOf(table([{ name: "units", values: [8n, 2n ** 60n] }]), "units")).toEqual([8, 2 ** 60]);
  });
});
