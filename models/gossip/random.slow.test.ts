/** Random gossip scenarios: every run adds up, and goes on from any moment as if it had never stopped. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finishedRun } from "../../test/finished-run.js";
import { gossipModel } from "./gossip-model.js";
import { horizonS, scenarios } from "./random-scenarios.test-data.js";
import type { GossipScenario } from "./schema.js";

function finished(scenario: GossipScenario, storedAtUs?: number) {
  return finishedRun(gossipModel, scenario, { seed: String(scenario.seed), storedAtUs });
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
