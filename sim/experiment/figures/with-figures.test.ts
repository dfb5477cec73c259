import { describe, expect, it } from "vitest";
import { table, valuesOf } from "../../table/result-table.js";
import type { RunResult } from "../model.js";
import type { MetricInfo } from "./metric-info.js";
import { outputNames, outputProblems } from "./outputs.js";
import { outputValues, withFigures } from "./with-figures.js";

const about = "of a test";
const metrics: readonly MetricInfo[] = [
  { name: "queue", unit: "jobs", about, kind: "count", course: "level" },
  { name: "served", unit: "jobs", about, kind: "count", course: "total" },
  { name: "paid", unit: "units", about, kind: "amount", course: "level" },
  { name: "late[kind=fast]", unit: "share", about, kind: "share", course: "end" },
];
// Hours 0, 1, 2 and 4.
const series = table([
  { name: "time_s", values: [0, 3600, 7200, 14_400] },
  { name: "queue", values: [0, 3, 1, 5] },
  { name: "served", values: [0, 0, 2, 2] },
  { name: "paid", values: [2n ** 60n, 2n ** 60n, 2n ** 60n + 1n, 7n] },
]);
const result: RunResult = {
  tables: { series },
  metrics: [
    { name: "queue", unit: "jobs", value: 5 },
    { name: "served", unit: "jobs", value: 2 },
    { name: "paid", unit: "units", value: 7n },
    { name: "late[kind=fast]", unit: "share", value: 0.25 },
  ],
  fingerprint: "f",
  summaryLines: [],
};
const horizon = 4 * 3.6e9;
const asked = (outputs: readonly string[], warmUp?: number) => ({ outputs, warmUp, horizon });

describe("the figures of a run", () => {
  it("are in a table, a row a metric, with empty cells for what there is not", () => {
    const { figures } = withFigures(result, asked([], 3.6e9), metrics).tables;
    const column = (name: string) => Array.from<unknown>(valuesOf(figures!, name));
    expect(column("metric")).toEqual(metrics.map(({ name }) => name));
    expect(column("final_value")).toEqual([5, 2, 7, 0.25]);
    expect(column("min_value")).toEqual([0, 0, 7, Number.NaN]);
    expect(column("max_value")).toEqual([5, 2, 2 ** 60, Number.NaN]);
    expect(column("mean_value")).toEqual([5 / 3, Number.NaN, 2 ** 60, Number.NaN]);
    expect(column("warm_up_hours")).toEqual([1, Number.NaN, 1, Number.NaN]);
    expect(column("warm_up_by")).toEqual(["scenario", "", "scenario", ""]);
    expect(column("integral_value")).toEqual([5, Number.NaN, Number.NaN, Number.NaN]);
    expect(column("integral_unit")).toEqual(["job-hours", "", "", ""]);
  });

  it("that a scenario asks for stand behind its metrics, each once", () => {
    const scenario = asked(["max queue", "queue", "first(queue > 0)", "timeAbove(queue, 2)", "first(queue > 9)"]);
    const { metrics: told } = withFigures(result, scenario, metrics);
    expect(told.slice(metrics.length)).toEqual([
      { name: "max(queue)", unit: "jobs", kind: "count", value: 5 },
      { name: "first(queue > 0)", unit: "hours", kind: "duration", value: 1 },
      { name: "timeAbove(queue, 2)", unit: "hours", kind: "duration", value: 1 },
      { name: "first(queue > 9)", unit: "hours", kind: "duration", value: null },
    ]);
  });

  it("are exact of whole amounts, and compare exactly", () => {
    const big = (2n ** 60n).toString();
    const scenario = asked(["max(paid)", "mean(paid)", `timeAbove(paid, ${big})`, "paid"], 0);
    const values = outputValues(result, scenario, metrics).map(({ value }) => value);
    expect(values).toEqual([2n ** 60n + 1n, 2n ** 60n, 2, 7n]);
    expect(outputNames(scenario, metrics)).toEqual(["max(paid)", "mean(paid)", `timeAbove(paid, ${big})`, "paid"]);
  });

  it("have no mean where too little is there to find a warm-up in", () => {
    const values = outputValues(result, asked(["mean(queue)", "warmUp(queue)"]), metrics).map(({ value }) => value);
    expect(values).toEqual([null, null]);
  });
});

describe("figures that cannot be", () => {
  it("are all told, each with its place in the text", () => {
    const scenario = asked(["max(queue)", "max queue", "maxx(queue)", "mean(served)"], horizon);
    expect(outputProblems(scenario, metrics)).toMatchObject([
      { path: "warmUp" },
      { path: "outputs[1]", message: "max(queue) is asked for twice" },
      { path: "outputs[2]", within: { at: 0, length: 4 }, misspelt: { word: "maxx" } },
      { path: "outputs[3]", within: { at: 0, length: 12 } },
    ]);
  });
});
