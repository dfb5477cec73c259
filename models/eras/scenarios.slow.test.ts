import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { openNetwork, runScenario } from "../../test/network-kit.js";
import { loadScenario } from "../index.js";
import { planOf } from "../plan/plan.js";
import { ruleSetNames } from "../protocol/ground/rule-sets.js";
import { type Scenario, scenarioSchema } from "../scenario/schema.js";
import type { RunResult } from "../run.js";

const folder = new URL("../../scenarios/eras/", import.meta.url);

const scenarioOf = (rules: string, fields: object = {}): Scenario =>
  scenarioSchema.parse({ ...parse(readFileSync(new URL(`${rules}.yaml`, folder), "utf8")), ...fields });

const metric = ({ metrics }: RunResult, name: string): number =>
  Number(metrics.find((one) => one.name === name)!.value);

const column = ({ tables }: RunResult, table: "series" | "operators" | "shards" | "rings", name: string): number[] =>
  Array.from<unknown, number>(tables[table].columns.find((one) => one.name === name)!.values, Number);

/** Rows of the shards that came from one, by its index among the first shards: all of them have split in a run of the seed. */
function siblingsOf({ tables }: RunResult): number[][] {
  const filters = tables.shards.columns.find(({ name }) => name === "shard_filter")!.values.map(String);
  // An application's address, and one byte of path for each of up to 256 first shards.
  const firsts = filters.map((filter) => filter.slice(0, 66));
  return [...new Set(firsts)].map((first) => filters.flatMap((filter, row) => (filter.startsWith(first) ? [row] : [])));
}

/** Runs once, holds the run to being repeatable, and gives what came out. */
function run(rules: string, fields: object = {}): RunResult {
  const scenario = scenarioOf(rules, fields);
  expect(planOf(scenario).infeasible).toEqual([]);
  const seed = String(scenario.seed);
  const result = runScenario(scenario, { seed });
  expect(runScenario(scenario, { seed }).fingerprint).toBe(result.fingerprint);
  return result;
}

describe("the scenarios of the eras", () => {
  it("are one for every preset, and one about the money of an era", () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
    expect(files.toSorted()).toEqual([...ruleSetNames, "dusk-who-stays"].map((name) => `${name}.yaml`).toSorted());
    for (const rules of ruleSetNames) expect(scenarioOf(rules).rules).toBe(rules);
  });

  it("v2.1-epoch: newcomers are answered in the next epoch only, and a split loses nobody", () => {
    const result = run("v2.1-epoch");
    const active = column(result, "series", "population.workersActive");
    // Asked in the first 2 h, active from the next 2 h on; rows every 10 min.
    expect(active[11]).toBe(0);
    expect(active[13]).toBe(192);
    expect(metric(result, "shard.splits")).toBe(8);
    expect(active.slice(13).every((count, k, all) => k === 0 || count >= all[k - 1])).toBe(true);
  });

  it("v2.1-frames: a split strands the members of the parent until they have joined again", () => {
    const result = run("v2.1-frames");
    const active = column(result, "series", "population.workersActive");
    expect(active[7]).toBe(192);
    expect(metric(result, "shard.splits")).toBe(8);
    expect(Math.min(...active.slice(7))).toBe(0);
    expect(metric(result, "lifecycle.leaves")).toBeGreaterThan(200);
    // A few think of leaving at any time, and stay.
    const leaving = column(result, "series", "population.workersLeaving");
    expect(active.at(-1)! + leaving.at(-1)!).toBe(384);
    expect(active.at(-1)).toBeGreaterThan(360);
  });

  it("article: issues twice what the node issues, as long as the same positions are taken", () => {
    const before = { horizon: "20 h" };
    const ratio =
      metric(run("article", before), "emission.issuedUnits") /
      metric(run("v2.1-frames", before), "emission.issuedUnits");
    expect(ratio).toBeCloseTo(2, 9);
  });

  it("seed: a fragmented shard's members spread evenly, the most senior in ring 0", () => {
    const result = run("seed");
    expect(metric(result, "shard.splits")).toBe(4);
    const active = column(result, "shards", "active");
    expect(active.reduce((sum, members) => sum + members, 0)).toBe(256);
    for (const siblings of siblingsOf(result)) {
      const members = siblings.map((shard) => active[shard]);
      expect(Math.max(...members) - Math.min(...members)).toBeLessThanOrEqual(1);
    }
    const scenario = scenarioOf("seed");
    const { network, runTo } = openNetwork(scenario, String(scenario.seed));
    runTo(scenario.horizon / scenario.frames.pace);
    const { allocations, provers, shards } = network.world;
    for (const active of shards.ranked) {
      const seniorities = active.map((allocation) => provers.seniority[allocations.prover[allocation]]);
      expect(seniorities).toEqual(seniorities.toSorted((a, b) => b - a));
    }
    expect(shards.ranked.flat()).toHaveLength(256);
  });

  it("v2.0.6: the same cores earn nearly twice as much in few senior nodes as in many new ones", () => {
    const perCore = column(run("v2.0.6"), "operators", "reward_per_core_quil");
    expect(perCore[0] / perCore[1]).toBeGreaterThan(1.85);
    expect(perCore[0] / perCore[1]).toBeLessThan(2);
  });

  it("dusk: the work per increment falls from 200 000 to its floor, and issuance rises eightfold", () => {
    const result = run("dusk");
    const work = column(result, "series", "dusk.workPerIncrement");
    expect(work[0]).toBe(200_000);
    expect(work.at(-1)).toBeGreaterThanOrEqual(25_000);
    expect(work.at(-1)).toBeLessThan(27_000);
    const perDay = column(result, "series", "emission.issuedPerDay_quil");
    expect(perDay.at(-1)! / perDay[1]).toBeGreaterThan(7);
    expect(perDay.at(-1)! / perDay[1]).toBeLessThan(8.5);
  });

  it("dusk-who-stays: most give up before proving pays, and those who come are late", () => {
    const { scenario } = loadScenario(fileURLToPath(new URL("dusk-who-stays.yaml", folder)));
    expect(planOf(scenario).infeasible).toEqual([]);
    const result = runScenario(scenario, { seed: String(scenario.seed) });
    expect(metric(result, "money.operatorsLeft[class=containers]")).toBeGreaterThan(60);
    expect(metric(result, "money.operatorsRunning[class=homes]")).toBe(160);
    const earned = column(result, "operators", "reward_quil");
    expect(earned[1] / 20).toBeGreaterThan((3 * earned[0]) / 100);
    expect(metric(result, "operators.profit_usd[class=containers that stay]")).toBeGreaterThan(0);
  });

  it("ceremony: whoever comes while the coordinator is overrun waits as a queue of one server has it", () => {
    const result = run("ceremony");
    // 6,000 in three days, of which it takes 432 a day: 4,704 stand in line then, for 4,704 / 432 days.
    const longest = metric(result, "ceremony.waitLongest_hours");
    expect(longest / 24).toBeCloseTo(4704 / 432, 1);
    const waiting = column(result, "series", "ceremony.waiting");
    expect(Math.max(...waiting)).toBeGreaterThan(4600);
    expect(waiting.at(-1)).toBe(0);
    expect(metric(result, "ceremony.waitMedian_hours")).toBeLessThan(metric(result, "ceremony.waitP90_hours"));
    // All 20,000 vouchers, at 50 QUIL.
    expect(metric(result, "emission.issued_quil")).toBe(1_000_000);
    expect(Math.min(...column(result, "operators", "reward_per_core_quil"))).toBe(50);
  });

  it("dawn: each further participant doubles everybody's reward", () => {
    const result = run("dawn");
    const participants = column(result, "series", "dawn.participants");
    const each = column(result, "series", "dawn.rewardEach_quil");
    // Nothing is known of a round before the first.
    expect([participants[0], each[0]]).toEqual([Number.NaN, Number.NaN]);
    const later = participants.slice(1);
    later.forEach((count, k) => expect(each[k + 1]).toBe(161 * 2 ** (count - 1)));
    expect(Math.max(...later)).toBe(16);
  });
});
