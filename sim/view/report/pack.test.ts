import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Spec } from "../../experiment/picture-spec.js";
import { packed } from "./pack.js";
import { unpacked } from "./unpack.js";

const drawn = (values: readonly Spec[]): Spec => ({ layer: [{ data: { values }, mark: "line" }] });

describe("packed pictures", () => {
  it("unpack to the rows that they were made of", () => {
    const cell = fc.oneof(fc.integer(), fc.string(), fc.constant(null), fc.boolean());
    const alike = fc.array(fc.record({ time: cell, value: cell }), { minLength: 1 });
    const unlike = fc.array(fc.dictionary(fc.string(), cell));
    fc.assert(
      fc.property(fc.oneof(alike, unlike), (rows) => {
        const { data } = packed([drawn(rows as Spec[])]);
        expect(unpacked(data)).toEqual({ data0: rows.map((row) => ({ ...row })) });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("hold the same rows once, and each name of a column once", () => {
    const rows = [
      { time: 0, "all peers": 1 },
      { time: 1, "all peers": 2 },
    ];
    const { data, specs } = packed([drawn(rows), { vconcat: [drawn(rows), drawn([{ time: 5 }])] }]);
    expect(data).toEqual([
      {
        columns: ["time", "all peers"],
        rows: [
          [0, 1],
          [1, 2],
        ],
      },
      { columns: ["time"], rows: [[5]] },
    ]);
    expect(JSON.stringify(specs).match(/"name":"data\d"/g)).toEqual([
      '"name":"data0"',
      '"name":"data0"',
      '"name":"data1"',
    ]);
  });
});
