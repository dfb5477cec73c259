/** Every scenario in scenarios/ loads and can be; the measured one starts as it was measured. Their runs: baselines/. */
import { describe, expect, it } from "vitest";
import { planOf } from "../models/plan/plan.js";
import { createSimulation } from "../models/simulation.js";
import { loadShipped, shippedScenarios } from "./baselines/shipped.js";
import { identity } from "./network-kit.js";

describe("the scenarios", () => {
  it("are all found, in the folder and below it", () => {
    expect(shippedScenarios).toEqual(expect.arrayContaining(["launch.yaml", "mainnet-2026-03.yaml", "eras/dawn.yaml"]));
  });

  it.each(shippedScenarios)("%s can be as it is written", (file) => {
    const plan = planOf(loadShipped(file));
    expect(plan.infeasible).toEqual([]);
    expect(plan.frames).toBeGreaterThan(0);
  });
});

describe("mainnet-2026-03.yaml", () => {
  it("starts with the row of 2026-03-23, to the prover and to the shard", () => {
    const simulation = createSimulation(loadShipped("mainnet-2026-03.yaml"), identity("mainnet 2026-03"));
    simulation.advance(0);
    const { series } = simulation.finish().tables;
    const first = Object.fromEntries(series.columns.map(({ name, values }) => [name, values[0]]));
    expect(first).toMatchObject({
      "population.peers": 384,
      "population.workers": 35_532,
      "population.workersActive": 23_717,
      "population.workersJoining": 11_815,
      "shard.count": 3098,
      "page.healthy": 2250,
      "page.warning": 563,
      "page.haltOrUnassigned": 285,
      "ring.shards0": 1311,
      "ring.shards1": 973,
      "ring.shards2": 681,
      "ring.shards3": 133,
      "ring.shardsDeeper": 0,
      "world.sizeBytes": 154_160_000_000,
    });
  });
});
