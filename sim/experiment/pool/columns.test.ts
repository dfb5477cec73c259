import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buffersOf, packColumn, type PlainColumn, unpackColumn } from "./columns.js";

/** As from another thread: what is transferred is gone here. */
function cross(column: PlainColumn): PlainColumn {
  const packed = packColumn(column);
  return unpackColumn(structuredClone(packed, { transfer: buffersOf([packed]) }));
}

describe("columns that cross threads", () => {
  it("are the same on the other side, whatever is mixed in them", () => {
    const cell = fc.oneof(
      fc.double(),
      fc.string({ unit: "grapheme" }),
      fc.bigInt(),
      fc.constantFrom("", "home", "\uFEFF"),
    );
    fc.assert(
      fc.property(fc.array(cell), (values) => {
        const { values: crossed } = cross({ name: "x", values });
        expect(Array.from(crossed)).toEqual(values);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("are the same on the other side where all are whole amounts, however large", () => {
    const whole = fc.oneof(fc.bigInt(), fc.bigInt({ min: -(2n ** 130n), max: 2n ** 130n }), fc.constantFrom(0n, 7n));
    fc.assert(
      fc.property(fc.array(whole), (values) => {
        expect(Array.from(cross({ name: "x", values }).values)).toEqual(values);
      }),
      {
        seed: 1,
        numRuns: 200,
        examples: [[[2n ** 127n - 1n, -(2n ** 127n), 2n ** 127n, 2n ** 64n, -1n]], [[2n ** 64n]]],
      },
    );
  });

  it("take sixteen bytes a whole amount, however many different ones there are", () => {
    const values = Array.from({ length: 1000 }, (_, row) => 2n ** 80n + BigInt(row));
    const packed = packColumn({ name: "x", values });
    expect(buffersOf([packed]).reduce((sum, { byteLength }) => sum + byteLength, 0)).toBe(16_000);
  });

  it("are moved, not copied, when they are typed arrays", () => {
    const values = Float64Array.of(1, NaN, -0);
    expect(cross({ name: "x", values }).values).toEqual(Float64Array.of(1, NaN, -0));
    expect(values.length).toBe(0);
  });

  it("take only their own part of a buffer that others share", () => {
    const shared = Int32Array.of(1, 2, 3, 4);
    expect(cross({ name: "x", values: shared.subarray(1, 3) }).values).toEqual(Int32Array.of(2, 3));
    expect(shared).toEqual(Int32Array.of(1, 2, 3, 4));
  });

  it("keep each text once, however often it stands in them", () => {
    const values = Array.from({ length: 1000 }, (_, row) => `class ${row % 3}`);
    expect(packColumn({ name: "x", values }).mixed?.text.length).toBe(3 * "class 0".length);
  });
});
