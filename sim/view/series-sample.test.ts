import { describe, expect, it } from "vitest";
import { table, valuesOf } from "../table/result-table.js";
import { bandRows, thinRows, typicalOf } from "./rows.js";
import { isSampled, sampleOfSeries, singlesOf } from "./series-sample.js";
import { timeAxisOf } from "./time-axis.js";

const replication = (value: number, rows = 3) =>
  table([
    { name: "frame", values: Array.from({ length: rows }, (_, row) => row) },
    { name: "time_s", values: Array.from({ length: rows }, (_, row) => 60 * row) },
    { name: "halted", values: Array.from({ length: rows }, (_, row) => (row === 0 ? NaN : value * row)) },
  ]);
const axis = timeAxisOf(0, 120);
const measures = [{ column: "halted", label: "halted" }];

describe("a series over replications", () => {
  const all = Array.from({ length: 21 }, (_, k) => replication(k));
  const sample = sampleOfSeries(all);

  it("has means, and of each row the quantiles over the replications", () => {
    expect(isSampled(sample, "halted")).toBe(true);
    expect(isSampled(all[0], "halted")).toBe(false);
    expect([...valuesOf(sample, "time_s")]).toEqual([0, 60, 120]);
    expect([...valuesOf(sample, "halted")]).toEqual([NaN, 10, 20]);
    expect(typicalOf(sample, measures).map(({ column }) => [...valuesOf(sample, column)])).toEqual([[NaN, 10, 20]]);
    expect(bandRows(sample, measures, axis)).toEqual([
      { time: 0, measure: "halted", p05: null, p25: null, p75: null, p95: null },
      { time: 1, measure: "halted", p05: 1, p25: 5, p75: 15, p95: 19 },
      { time: 2, measure: "halted", p05: 2, p25: 10, p75: 30, p95: 38 },
    ]);
  });

  it("leaves out what a replication did not measure", () => {
    const some = sampleOfSeries([replication(NaN), replication(4), replication(8)]);
    expect([...valuesOf(some, "halted")]).toEqual([NaN, 6, 12]);
  });

  it("shows single replications, evenly chosen and no more than a panel has room for, however many there are", () => {
    expect(singlesOf(sample, "halted", 3).map((name) => valuesOf(sample, name)[1])).toEqual([0, 11, 20]);
    const many = sampleOfSeries(Array.from({ length: 500 }, (_, k) => replication(k, 700)));
    const five = Array.from({ length: 5 }, (_, k) => ({ column: "halted", label: `m${k}` }));
    const { rows, lines } = thinRows(many, five, timeAxisOf(0, 42_000));
    expect(lines).toHaveLength(20);
    expect(rows).toHaveLength(150);
    expect(bandRows(many, five, axis)).toHaveLength(1000);
    expect(thinRows(all[0], measures, axis).lines).toEqual([]);
  });
});
