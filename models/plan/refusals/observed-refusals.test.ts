import { describe, expect, it } from "vitest";
import { runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { metricsOfScenario } from "../../metrics-of-scenario.js";
import { metricNames } from "../../output/metrics/metric-names.js";
import { planOf } from "../plan.js";
import { type RuleSetName, ruleSetNames } from "../../protocol/ground/rule-sets.js";
import { switchesOf } from "../../scenario/switches.js";

const early = (rules: RuleSetName): ScenarioText =>
  ["dusk", "dawn", "ceremony", "v2.0.6", "seed"].includes(rules) ? { shards: { count: 1, world: "20 GB" } } : {};

const observing = (columns: object, follow?: string) =>
  smallScenario({
    operators: [{ class: "nodes", count: 12, workers: 3, ...(follow !== undefined && { follow }) }],
    observed: { source: "a test", timeDays: [0, 1], columns },
  });

const wrong = (columns: object, follow?: string) => planOf(observing(columns, follow)).infeasible;

describe("the names of metrics", () => {
  it.each(ruleSetNames)("of %s are the columns of its series, and all of its metrics but those of the end", (rules) => {
    const scenario = smallScenario({ rules, ...early(rules) });
    const { tables, metrics } = runScenario(scenario);
    const names = metricNames(switchesOf(scenario));
    expect(names).toEqual(
      tables.series.columns.map(({ name }) => name).filter((name) => !/^(frame|time_s)$/.test(name)),
    );
    const known = metricsOfScenario(scenario);
    expect(known.map(({ name }) => name)).toEqual(metrics.map(({ name }) => name));
    expect(known.filter(({ course }) => course !== "end").map(({ name }) => name)).toEqual(names);
  });
});

describe("what is observed", () => {
  it("is a metric, or followed by a class, or both", () => {
    expect(wrong({ "shard.healthy": [1, 2], w: [30, 40] }, "w")).toEqual([]);
    expect(wrong({ "population.workers": [30, 40] }, "population.workers")).toEqual([]);
  });

  it("is refused at its own place otherwise, with the words that it may be", () => {
    const found = wrong({ "shard.healthy": [1, 2], "shard.helthy": [1, 2], time_s: [0, 1], "dusk.increments": [0, 0] });
    expect(found.map(({ path }) => path)).toEqual(
      ["shard.helthy", "time_s", "dusk.increments"].map((name) => `observed.columns["${name}"]`),
    );
    expect(found[0].misspelt).toMatchObject({ word: "shard.helthy", known: expect.arrayContaining(["shard.healthy"]) });
  });

  it("has a value for every day, and what a class follows is there", () => {
    expect(wrong({ "shard.count": [1] }).map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'observed.columns["shard.count"]: 1 value for 2 days; write one for each',
    ]);
    expect(wrong({ w: [1, 2] }, "v").map(({ path }) => path)).toEqual(["operators[0].follow", 'observed.columns["w"]']);
  });
});
