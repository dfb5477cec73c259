/** Shards of which only the pay changed, against the same network in which every state step brings all of a shard up to date. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario } from "../../../test/network-kit.js";

interface Outcome {
  readonly balances: readonly bigint[];
  readonly issued: bigint;
  readonly missed: number;
  readonly fingerprint: readonly number[];
  readonly shards: readonly unknown[];
}

/** Runs a network for so many frames; `isLiteral`: as if the timeline had changed something before every step of the data. */
function outcomeOf(
  { seed, fields }: { seed: string; fields: ScenarioText },
  frames: number,
  isLiteral: boolean,
): Outcome & { readonly paid: number } {
  const { network, runTo, balances } = openNetwork(smallScenario({ horizon: `${frames * 10} s`, ...fields }), seed);
  const { world, touched, kernel } = network;
  let paid = 0;
  for (let frame = 1; frame <= frames; frame++) {
    if (isLiteral) world.changedSince = world.frame;
    runTo(frame);
    paid += touched.taken.pay.size;
  }
  const { shards } = world;
  return {
    balances: balances(),
    issued: world.issuedUnits.get(0),
    missed: world.totals.missedFrames,
    fingerprint: [...kernel.soFar().digestWords()],
    shards: [shards.minting, shards.standIns, shards.sealed, shards.madeFrames].map((column) => [
      ...column.subarray(0, shards.count),
    ]),
    paid,
  };
}

/** Settled nodes that go off and come back, for seconds or for hours, while the data grow in every twentieth frame. */
const settled = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }).map(String),
  fields: fc
    .record({
      fidelity: fc.constantFrom("frame", "epoch"),
      rules: fc.constantFrom("v2.1-epoch", "v2.1-simplex"),
      uptime: fc.integer({ min: 70, max: 99 }),
      outage: fc.constantFrom("5 min", "1 h"),
      leave: fc.constantFrom("never", "half-life 2 h"),
    })
    .map(({ fidelity, rules, uptime, outage, leave }) => ({
      fidelity,
      rules,
      switches: { epochFrames: 20 },
      operators: [{ class: "nodes", count: 24, workers: 3, uptime: `${uptime} %`, outage, leave, arrive: "24/d" }],
      shards: { count: 4, world: "30 GB", growth: "40 %/month" },
      start: { active: 72, joining: 0, health: { healthy: 4, needsCoverage: 0, haltRisk: 0 }, rings: [0, 0, 4] },
    })),
});

describe("a state step of shards that go on as they are", () => {
  it("leaves everything as if all of each shard had been brought up to date", () => {
    let paid = 0;
    fc.assert(
      fc.property(settled, (drawn) => {
        const { paid: alone, ...lazy } = outcomeOf(drawn, 500, false);
        const { paid: none, ...literal } = outcomeOf(drawn, 500, true);
        expect(none).toBe(0);
        expect(lazy).toEqual(literal);
        paid += alone;
      }),
      { seed: 1, numRuns: 12 },
    );
    expect(paid).toBeGreaterThan(300);
  });
});
