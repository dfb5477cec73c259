import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fingerprint } from "../../../sim/kernel/fingerprint.js";
import { createSimulation } from "../../simulation.js";
import { identity, smallScenario } from "../../../test/network-kit.js";
import type { LongTable } from "./columns.js";
import { foldTables } from "./fold-tables.js";

const digestOf = (...tables: (readonly [string, LongTable])[]): string => {
  const fold = new Fingerprint();
  foldTables(fold, tables);
  return fold.digest();
};

const tables = () => {
  const simulation = createSimulation(smallScenario(), identity());
  simulation.advance(Number.POSITIVE_INFINITY);
  return Object.entries(simulation.finish().tables);
};

/** A table of one value. */
const cell = (name: string, value: number | string | bigint): LongTable => ({
  columns: [{ name, values: [value] }],
  rowCount: 1,
});

const typed = (...values: number[]): LongTable => ({
  columns: [{ name: "x", values: Float64Array.from(values) }],
  rowCount: values.length,
});

describe("the digest of tables", () => {
  const published = tables();

  it("is the same for the same tables, and another for each value that changes", () => {
    const before = digestOf(...published);
    expect(digestOf(...tables())).toBe(before);
    const place = fc.nat({ max: 10_000 });
    fc.assert(
      fc.property(place, place, place, (atTable, atColumn, atRow) => {
        const [name, table] = published[atTable % published.length];
        fc.pre(table.rowCount > 0);
        const k = atColumn % table.columns.length;
        const column = table.columns[k];
        const values = [...column.values];
        const row = atRow % values.length;
        const value = values[row];
        values[row] = typeof value === "number" ? value + 1 : typeof value === "bigint" ? value + 1n : `${value} `;
        const changed = { ...table, columns: table.columns.with(k, { ...column, values }) };
        const others = published.map((one) => (one[0] === name ? ([name, changed] as const) : one));
        expect(digestOf(...others)).not.toBe(before);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("tells an empty cell of the series from any number, and takes none elsewhere", () => {
    const digests = [typed(Number.NaN, 1), typed(0, 1), typed(1, Number.NaN)].map((one) => digestOf(["a", one]));
    expect(new Set(digests).size).toBe(3);
    expect(() => digestOf(["a", cell("x", Number.NaN)])).toThrow(RangeError);
  });

  it("tells tables and columns apart by their names, and numbers from their digits", () => {
    const digests = [
      digestOf(["a", cell("x", 1)]),
      digestOf(["b", cell("x", 1)]),
      digestOf(["a", cell("y", 1)]),
      digestOf(["a", cell("x", "1")]),
      digestOf(["a", cell("x", 1n)]),
      digestOf(["a", cell("x", 1)], ["a", cell("x", 1)]),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  it("is one of a run's ingredients, with or without a log", () => {
    const fingerprints = [false, true].map((events) => {
      const simulation = createSimulation(smallScenario(), { ...identity(), events });
      simulation.advance(Number.POSITIVE_INFINITY);
      return simulation.finish().fingerprint;
    });
    expect(fingerprints[0]).toMatch(/\/events\+requests\+world\+tables$/);
    expect(fingerprints[1]).toBe(fingerprints[0]);
  });
});
