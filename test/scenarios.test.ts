/** Every scenario in scenarios/ loads, can be, and runs; the measured one starts as it was measured. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { planOf } from "../models/plan.js";
import { type Scenario, scenarioSchema } from "../models/scenario/schema.js";
import { createSimulation, type RunResult } from "../models/simulation.js";
import { loadScenario } from "../sim/scenario/load.js";
import { identity } from "./network-kit.js";

const folder = new URL("../scenarios/", import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yaml"))
  .sort();

/** What is written smaller, so that a test can afford it, beside the horizon. */
const smaller: { readonly [file: string]: readonly string[] } = {
  "launch.yaml": ["operators[0].count=4", "operators[1].count=174", "operators[2].count=112", "shards.count=16"],
};
const horizons: { readonly [file: string]: string } = {
  "launch.yaml": "8 h",
  "mainnet-2026-03.yaml": "8 h",
  "eras/v2.0.6.yaml": "2 h",
};

function load(file: string, overrides: readonly string[] = []): Scenario {
  const loaded = loadScenario(new URL(file, folder).pathname, { schema: scenarioSchema, overrides });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
  return loaded.value;
}

function run(scenario: Scenario): RunResult {
  const simulation = createSimulation(scenario, identity(String(scenario.seed)));
  simulation.advance(Number.POSITIVE_INFINITY);
  return simulation.finish();
}

const shortened = (file: string): Scenario =>
  load(file, [...(smaller[file] ?? []), `horizon=${horizons[file] ?? "1 d"}`]);

describe("the scenarios", () => {
  it("are all found, in the folder and below it", () => {
    expect(files).toEqual(expect.arrayContaining(["launch.yaml", "mainnet-2026-03.yaml"]));
    expect(Object.keys({ ...smaller, ...horizons }).filter((file) => !files.includes(file))).toEqual([]);
  });

  it.each(files)("%s can be as it is written", (file) => {
    const plan = planOf(load(file));
    expect(plan.impossible).toEqual([]);
    expect(plan.frames).toBeGreaterThan(0);
  });

  it.each(files)("%s runs, and something is issued or begun", (file) => {
    const { tables, metrics, fingerprint, story } = run(shortened(file));
    const happened = metrics.filter(({ name }) => name === "emission.issuedUnits" || name === "lifecycle.joins");
    expect(happened.reduce((sum, { value }) => sum + Number(value), 0)).toBeGreaterThan(0);
    expect(tables.series.rowCount).toBeGreaterThan(1);
    expect(fingerprint).toMatch(/^[0-9a-f]{32}\//);
    expect(story.length).toBeGreaterThan(0);
  });
});

describe("mainnet-2026-03.yaml", () => {
  it("starts with the row of 2026-03-23, to the prover and to the shard", () => {
    const simulation = createSimulation(load("mainnet-2026-03.yaml"), identity("mainnet 2026-03"));
    simulation.advance(0);
    const { series } = simulation.finish().tables;
    const first = Object.fromEntries(series.columns.map(({ name, values }) => [name, values[0]]));
    expect(first).toMatchObject({
      "population.peers": 384,
      "population.workers": 35_532,
      "population.workersActive": 23_717,
      "population.workersJoining": 11_815,
      "shard.count": 3098,
      "shard.healthy": 2250,
      "shard.needsCoverage": 563,
      "shard.haltRisk": 285,
      "ring.shards0": 1311,
      "ring.shards1": 973,
      "ring.shards2": 681,
      "ring.shards3": 133,
      "ring.shardsDeeper": 0,
      "world.sizeBytes": 154_160_000_000,
    });
  });
});
