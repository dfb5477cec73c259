import { describe, expect, it } from "vitest";
import { runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { columnName } from "../../../sim/table/column-name.js";
import { valuesOf } from "../../../sim/table/result-table.js";
import { metricsOfScenario } from "../../metrics-of-scenario.js";
import { classFigures, classMetrics } from "./class-metrics.js";

const two = [
  { class: "home", count: 4, workers: 2 },
  { class: "data centre", count: 2, workers: 3 },
];
const eras: readonly (readonly [string, ScenarioText])[] = [
  ["of today", {}],
  ["with fees", { fees: { transactions: "1/s", bytes: "10 kB" } }],
  [
    "with books",
    { market: { price: { start: "0.05 USD" } }, operators: two.map((one) => ({ ...one, profile: "home" })) },
  ],
  ["with statuses of provers", { switches: { proverStatus: "lastOperation" } }],
  [
    "of 2.0",
    { rules: "v2.0.6", switches: { ringSize: 50 }, frames: { first: 98_000 }, shards: { count: 1, world: "1 GB" } },
  ],
];

describe("metrics of operator classes", () => {
  it.each(eras)("are the columns of operators.csv, in a network %s, and known before it runs", (_name, fields) => {
    const scenario = smallScenario({ operators: two, horizon: "20 min", ...fields });
    const { tables, metrics } = runScenario(scenario);
    expect(metrics.map(({ name, unit, kind }) => [name, unit, kind])).toEqual(
      metricsOfScenario(scenario).map(({ name, unit, kind }) => [name, unit, kind]),
    );
    const columns = tables.operators.columns.map(({ name }) => name).slice(1);
    const figures = classMetrics(scenario);
    expect(figures).toHaveLength(2 * columns.length);
    const told = metrics.slice(-figures.length).map(({ value }) => value);
    expect(told).toEqual(
      [0, 1].flatMap((row) =>
        columns.map((column) => valuesOf(tables.operators, column)[row]).map((cell) => (cell === "" ? null : cell)),
      ),
    );
  });

  it("are called as their columns are", () => {
    expect(classFigures.filter(({ name, column }) => columnName(name) !== column)).toEqual([]);
  });
});
