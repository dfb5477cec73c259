import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { planOf } from "../plan.js";

const start = { active: 40, joining: 0, health: { healthy: 2, needsCoverage: 0, haltRisk: 0 }, rings: [0, 0, 2] };
const scenario = (fields: ScenarioText) => smallScenario({ shards: { count: 2, world: "1 GB" }, start, ...fields });
const nodes = (count: number, workers: number, more: ScenarioText = {}) => ({
  class: `${count} of ${workers} ${JSON.stringify(more)}`,
  count,
  workers,
  ...more,
});

describe("the plan of a measured start", () => {
  it.each([
    ["exactly as many nodes as the fullest shard needs", [nodes(20, 2)]],
    ["a worker an allocation", [nodes(40, 1)]],
    ["nodes that never answer, for which nothing waits", [nodes(20, 2), nodes(5, 1, { answers: "never" })]],
  ])("finds nothing wrong with %s, and every allocation finds a node", (_what, operators) => {
    expect(planOf(scenario({ operators })).infeasible).toEqual([]);
    expect(openNetwork(scenario({ operators })).network.world.totals.active).toBe(40);
  });

  it.each([
    ["too few nodes, whatever their workers", [nodes(19, 100)], /the fullest shard has 20, .* take 19/],
    ["too few workers", [nodes(39, 1)], /the 2 fullest shards have 40, .* take 39/],
    ["nodes that are not there yet", [nodes(20, 1), nodes(20, 1, { appear: { until: "1 h" } })], /have 40, .* take 20/],
    [
      "active allocations for nodes that never answer",
      [nodes(19, 2), nodes(20, 2, { answers: "never" })],
      /^active allocations/,
    ],
  ])("refuses %s, for which there are too few nodes", (_what, operators, message) => {
    expect(planOf(scenario({ operators })).infeasible).toEqual([
      { path: "start", message: expect.stringMatching(message) as unknown },
    ]);
    expect(() => openNetwork(scenario({ operators }))).toThrow(/fewer workers/);
  });

  it("refuses a world so small that a frame would issue more than amounts hold", () => {
    const [tiny, small] = ["299 kB", "300 kB"].map((world) =>
      planOf(smallScenario({ shards: { count: 1, world } })).infeasible.map(({ path }) => path),
    );
    expect([tiny, small]).toEqual([["shards.world"], []]);
  });
});
