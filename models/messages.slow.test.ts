/**
 * Days by messages against the same days by frames, with ample bandwidth: requests get through within a frame, no vote is late, and what the
 * network issues and who sits where is the same, but for what losses at frame fidelity change.
 */
import { describe, expect, it } from "vitest";
import { runScenario, type ScenarioText, smallScenario } from "../test/network-kit.js";

const steady = (shards: number): ScenarioText => ({
  joining: 0,
  health: { healthy: shards, needsCoverage: 0, haltRisk: 0 },
  rings: [0, 0, shards],
});
const ample: ScenarioText = { upload: "1 Gbit/s", download: "1 Gbit/s" };
const network: ScenarioText = { jitter: "10 ms", archives: { upload: "10 Gbit/s", download: "10 Gbit/s" } };

const scenarios: { readonly [about: string]: ScenarioText } = {
  "nodes that come, go and are away for minutes": {
    rules: "v2.1-simplex",
    operators: [
      { class: "small", count: 200, workers: 4, uptime: "98 %", outage: "6 min", arrive: "10/d", leave: "half-life 20 d", ...ample }, // prettier-ignore
      { class: "large", count: 25, workers: 16, uptime: "99.5 %", outage: "50 min", arrive: "1/d", ...ample },
    ],
    shards: { count: 60, world: "30 GB" },
    start: { active: 1200, ...steady(60) },
    archives: { uptime: "99 %" },
  },
  "a network of June that fills from nothing, and pauses": {
    rules: "v2.1-epoch",
    operators: [
      { class: "first", count: 80, workers: 12, uptime: "99 %", outage: "20 min", pauses: true, ...ample },
      { class: "later", count: 80, workers: 6, appear: { until: "2 d" }, uptime: "97 %", mergeSeniority: "3 h", ...ample }, // prettier-ignore
    ],
    shards: { count: 48, world: "20 GB" },
  },
  "a network as today's, all settled": {
    rules: "v2.1-simplex",
    operators: [
      { class: "home", count: 40, workers: 4, uptime: "99 %", outage: "6 min", ...ample },
      { class: "hobbyist", count: 40, workers: 16, uptime: "99.5 %", outage: "5 min", ...ample },
      { class: "data centre", count: 24, workers: 48, uptime: "99.9 %", outage: "3 min", ...ample },
    ],
    archives: { count: 5, uptime: "99.9 %" },
    shards: { count: 82, world: "80.92 GB" },
    start: { heads: { 23: 58, 24: 24 }, joining: 0 },
  },
};

const horizon = "3 d";
const figures = ["emission.issued_quil", "population.workersActive", "shard.count", "lifecycle.joins"];

interface Columns {
  readonly columns: readonly { readonly name: string; readonly values: ArrayLike<unknown> }[];
}

const column = ({ columns }: Columns, name: string): readonly number[] =>
  Array.from<unknown, number>(columns.find((one) => one.name === name)?.values ?? [], Number);

function figuresOf(fields: ScenarioText, fidelity: string, replication: number): ReadonlyMap<string, number> {
  const scenario = smallScenario({ ...fields, network, fidelity, horizon, report: { every: "2 h" } });
  const { metrics, tables } = runScenario(scenario, { seed: "ample", replication });
  const active = column(tables.series, "population.workersActive");
  const rewards = column(tables.operators, "reward_units");
  return new Map([
    ...figures.map((name): [string, number] => [name, Number(metrics.find((one) => one.name === name)?.value)]),
    ["mean of active workers", active.reduce((sum, value) => sum + value, 0) / active.length],
    ...scenario.operators.map(({ class: name }, k): [string, number] => [`rewards of ${name}`, rewards[k]]),
  ]);
}

describe("days by messages, with ample bandwidth", () => {
  it.each(Object.keys(scenarios))("of %s issue, pay and seat as by frames, within one percent", (about) => {
    const sums = new Map<string, { frame: number; message: number }>();
    for (const fidelity of ["frame", "message"] as const)
      for (let replication = 0; replication < 2; replication++)
        for (const [name, value] of figuresOf(scenarios[about], fidelity, replication)) {
          const sum = sums.get(name) ?? { frame: 0, message: 0 };
          sum[fidelity] += value;
          sums.set(name, sum);
        }
    const ratios = [...sums].map(([name, { frame, message }]): [string, number] => [name, message / frame]);
    expect(ratios.length).toBeGreaterThan(5);
    expect(ratios.filter(([, ratio]) => !(Math.abs(ratio - 1) < 0.01))).toEqual([]);
  });
});
