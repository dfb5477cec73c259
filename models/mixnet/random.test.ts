/** Random mixnets: every run ends, and goes on from any moment as if it had never stopped. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finishedRun } from "../../test/finished-run.js";
import { mixnetModel } from "./mixnet-model.js";
import { type MixnetScenario, mixnetScenarioSchema } from "./schema.js";

const horizonS = 30;

const scenarios = fc
  .record({
    players: fc.integer({ min: 1, max: 20 }),
    side: fc.integer({ min: 1, max: 7 }),
    depth: fc.integer({ min: 1, max: 6 }),
    masks: fc.constantFrom("on", "off"),
    dealing: fc.constantFrom("on", "off"),
    waitS: fc.integer({ min: 1, max: 10 }),
    users: fc.integer({ min: 2, max: 300 }),
    ratePerS: fc.integer({ min: 1, max: 60 }),
    sigma: fc.constantFrom(0, 0.6, 2),
    uploadMbit: fc.constantFrom(1, 100),
    silences: fc.array(fc.record({ at: fc.nat(20), for: fc.option(fc.integer({ min: 1, max: 8 })) }), { maxLength: 2 }),
    seed: fc.nat(1000),
  })
  .map((drawn): MixnetScenario =>
    mixnetScenarioSchema.parse({
      model: "mixnet",
      name: "random",
      seed: drawn.seed,
      horizon: `${horizonS} s`,
      mixnet: {
        players: drawn.players,
        depth: drawn.depth,
        batch: drawn.side ** 2,
        masks: drawn.masks,
        dealing: drawn.dealing,
        wait: `${drawn.waitS} s`,
      },
      users: { count: drawn.users, rate: `${drawn.ratePerS}/s`, watched: Math.min(3, drawn.users) },
      line: { sigma: drawn.sigma, upload: `${drawn.uploadMbit} Mbit/s` },
      silent: drawn.silences.map((silence, k) => ({
        player: k % drawn.players,
        at: `${silence.at} s`,
        ...(silence.for !== null && { for: `${silence.for} s` }),
      })),
    }),
  );

function finished(scenario: MixnetScenario, storedAtUs?: number) {
  return finishedRun(mixnetModel, scenario, { seed: String(scenario.seed), storedAtUs });
}

describe("any mixnet", () => {
  it("comes to its end, and goes on from a stored moment as if it had never stopped", () => {
    fc.assert(
      fc.property(scenarios, fc.integer({ min: 1, max: horizonS * 1e6 - 1 }), (scenario, storedAtUs) => {
        fc.pre(mixnetModel.planOf(scenario).infeasible.length === 0);
        expect(finished(scenario, storedAtUs)).toEqual(finished(scenario));
      }),
      { seed: 15, numRuns: 30 },
    );
  });
});
