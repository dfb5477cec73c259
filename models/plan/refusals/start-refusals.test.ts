import * as fc from "fast-check";
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
    // The run asks the same question, and says the same.
    expect(() => openNetwork(scenario({ operators }))).toThrow(message);
  });

  it("accepts no start that a run then cannot have, however workers are divided", () => {
    const classes = fc.array(
      fc.record({
        count: fc.integer({ min: 1, max: 8 }),
        workers: fc.oneof(
          fc.integer({ min: 1, max: 6 }),
          fc.record({ total: fc.integer({ min: 8, max: 40 }), sigma: fc.integer({ min: 0, max: 3 }) }),
        ),
        answers: fc.constantFrom("always", "always", "never"),
      }),
      { minLength: 1, maxLength: 3 },
    );
    const heads = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 });
    const outcomes = { accepted: 0, refused: 0 };
    const property = fc.property(
      classes,
      heads,
      fc.nat(8),
      fc.nat(3),
      fc.nat(99),
      (drawn, active, joining, leaving, seed) => {
        const counts = new Map<number, number>();
        for (const head of active) counts.set(head, (counts.get(head) ?? 0) + 1);
        const one = scenario({
          rules: "v2.1-frames",
          operators: drawn.map((entry, k) => ({ class: `class ${k}`, ...entry })),
          shards: { count: active.length, world: "1 GB" },
          start: { heads: Object.fromEntries(counts), joining, leaving },
        });
        const isAccepted = planOf(one).infeasible.length === 0;
        outcomes[isAccepted ? "accepted" : "refused"]++;
        if (!isAccepted) return;
        const { totals } = openNetwork(one, String(seed)).network.world;
        const sum = active.reduce((total, head) => total + head, 0);
        expect([totals.active, totals.joining, totals.leaving]).toEqual([sum, joining, leaving]);
      },
    );
    fc.assert(property, { seed: 5, numRuns: 400 });
    expect(Math.min(outcomes.accepted, outcomes.refused)).toBeGreaterThan(40);
  });

  it("refuses a world so small that a frame would issue more than amounts hold", () => {
    const [tiny, small] = ["299 kB", "300 kB"].map((world) =>
      planOf(smallScenario({ shards: { count: 1, world } })).infeasible.map(({ path }) => path),
    );
    expect([tiny, small]).toEqual([["shards.world"], []]);
  });
});
