/** Random gossip scenarios: every run adds up, and goes on from any moment as if it had never stopped. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gossipModel } from "./gossip-model.js";
import { horizonS, scenarios } from "./random-scenarios.test-data.js";
import type { GossipScenario } from "./schema.js";

function finished(scenario: GossipScenario, storedAtUs?: number) {
  const identity = { seed: String(scenario.seed), replication: 0, replay: "npm test" };
  let simulation = gossipModel.createSimulation(scenario, identity);
  if (storedAtUs !== undefined) {
    simulation.advance(storedAtUs);
    const from = { atUs: storedAtUs, state: simulation.save() };
    simulation = gossipModel.createSimulation(scenario, { ...identity, from });
  }
  simulation.advance(Infinity);
  // Conservation of messages, bytes and mesh peers is looked at here.
  return simulation.finish();
}

describe("any gossip scenario", () => {
  it("adds up, and goes on from a stored moment as if it had never stopped", () => {
    fc.assert(
      fc.property(scenarios, fc.integer({ min: 1, max: horizonS * 1e6 - 1 }), (scenario, storedAtUs) => {
        expect(gossipModel.planOf(scenario).infeasible).toEqual([]);
        const whole = finished(scenario);
        const share = Number(whole.metrics.find(({ name }) => name === "delivery.share")?.value ?? 0);
        expect(share).toBeLessThanOrEqual(1);
        expect(finished(scenario, storedAtUs)).toEqual(whole);
      }),
      { seed: 15, numRuns: 30 },
    );
  });
});
