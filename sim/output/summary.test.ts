import { type Sample, sampleOf } from "../stats/sample.js";
import { describe, expect, it } from "vitest";
import type { MetricValue } from "../experiment/model.js";
import { table } from "../table/result-table.js";
import { type SummaryFacts, summaryOf, summaryText } from "./summary.js";

const facts: SummaryFacts = {
  scenario: "thin",
  about: "a test",
  seed: "a phrase",
  replications: 2,
  fingerprint: "0/events",
  interrupted: false,
  metrics: [],
  expectations: [],
  files: ["summary.json"],
};
const metric = (name: string, value: MetricValue["value"], more: Partial<MetricValue> = {}): MetricValue => ({
  name,
  value,
  unit: "things",
  ...more,
});
const metricsOf = (...metrics: readonly MetricValue[]) => summaryOf({ ...facts, metrics }).metrics;

describe("a summary", () => {
  it("has what it was given, its keys in a fixed order", () => {
    const summary = summaryOf({ ...facts, metrics: [metric("b", 1), metric("a", 2)] });
    expect(summary).toEqual({
      ...facts,
      metrics: { b: { value: 1, unit: "things" }, a: { value: 2, unit: "things" } },
    });
    expect(Object.keys(summary)).toEqual(["scenario", "about", "seed", "replications", "fingerprint", "interrupted", "metrics", "expectations", "files"]); // prettier-ignore
    expect(Object.keys(summary.metrics)).toEqual(["b", "a"]);
    expect(JSON.parse(summaryText(summary))).toEqual(summary);
    expect(summaryText(summary)).toMatch(/^\{\n {2}"scenario": "thin",\n[^]*\}\n$/);
  });

  it("has the turns of events of each replication, by the columns of their table", () => {
    const turns = table([
      { name: "replication", values: [0] },
      { name: "told", values: ["a halt"] },
      { name: "amount", values: [Number.NaN] },
    ]);
    expect(summaryOf({ ...facts, turns: [turns] }).turns).toEqual([{ replication: 0, told: "a halt", amount: null }]);
    expect(summaryOf(facts)).not.toHaveProperty("turns");
  });

  it("says which pictures are missing, and nothing of why, only where some are", () => {
    expect(summaryOf(facts)).not.toHaveProperty("missingPictures");
    expect(summaryOf({ ...facts, missingPictures: [] })).not.toHaveProperty("missingPictures");
    const missingPictures = [{ name: "levels", missing: "failed", why: "at /home/me" }];
    expect(summaryOf({ ...facts, missingPictures }).missingPictures).toEqual([{ name: "levels", missing: "failed" }]);
  });

  it("writes whole amounts as digits, what was not measured as null, and the rest as it is", () => {
    const values = [2n ** 64n, Number.NaN, Number.POSITIVE_INFINITY, 0.5, "text", null];
    const metrics = metricsOf(...values.map((value, k) => metric(`m${k}`, value)));
    expect(Object.values(metrics).map(({ value }) => value)).toEqual(["18446744073709551616", null, null, 0.5, "text", null]); // prettier-ignore
  });

  it("writes a sample beside its mean, in the same way", () => {
    const amounts = sampleOf([1n, 9n, 2n ** 60n]) as Sample<bigint>;
    expect(metricsOf(metric("a", amounts.mean, { sample: amounts }))["a"]).toEqual({
      value: String((2n ** 60n + 10n) / 3n),
      unit: "things",
      n: 3,
      mean: String((2n ** 60n + 10n) / 3n),
      deviation: String(amounts.deviation),
      lower95: String(amounts.lower95),
      upper95: String(amounts.upper95),
      method: "t",
      median: "9",
      p05: "1",
      p95: String(amounts.p95),
      lowest: "1",
      highest: String(2n ** 60n),
      zeros: 0,
    });
    const sample = sampleOf([1, 3, null]) as Sample<number>;
    expect(metricsOf(metric("a", null, { sample }))["a"]).toMatchObject({
      value: null,
      n: 2,
      mean: null,
      lowest: 1,
      highest: 3,
    });
  });

  it("refuses a metric without a name of its own, or with one that would move to the front", () => {
    for (const name of ["", "7", "12"]) expect(() => metricsOf(metric(name, 1))).toThrow(`read "${name}"`);
    expect(() => metricsOf(metric("a", 1), metric("a", 2))).toThrow('read "a"');
    expect(Object.keys(metricsOf(metric("a1", 1), metric("1a", 1)))).toEqual(["a1", "1a"]);
  });
});
