/** The same network under two orders of its rings: in one, old seniority decides; in the other it does not. */
import { describe, expect, it } from "vitest";
import { allocationsByProver, openNetwork, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { countDifferences } from "../../../test/recount.js";

/** 120 nodes without seniority and, last in the file, 40 of the first hour, on one shard that all of them may join. */
const open = (ringOrder: string, fields: ScenarioText = {}) =>
  openNetwork(
    smallScenario({
      horizon: "10 h",
      switches: { ringOrder, epochFrames: 20, maximumProvers: 1000 },
      operators: [
        { class: "new", count: 120, workers: 1 },
        { class: "old", count: 40, workers: 1, seniority: { points: 26_352_000 }, ...fields },
      ],
      shards: { count: 1, world: "10 GB" },
      network: { messageLoss: "0 %" },
    }),
  );

const isOld = (prover: number): boolean => prover >= 120;

/** Of all pairs of a new and an old prover who joined in the same frame: in how many the old one stands before the new one. */
function pairsOf(ringOrder: string): { readonly pairs: number; readonly oldFirst: number; readonly byAddress: number } {
  const { network, runTo } = open(ringOrder);
  runTo(100);
  const { allocations, provers, shards } = network.world;
  const standing = shards.ranked[0].map((allocation) => ({
    prover: allocations.prover[allocation],
    joinFrame: allocations.joinFrame[allocation],
  }));
  let [pairs, oldFirst, byAddress] = [0, 0, 0];
  standing.forEach((before, rank) => {
    for (const behind of standing.slice(rank + 1)) {
      if (before.joinFrame !== behind.joinFrame || isOld(before.prover) === isOld(behind.prover)) continue;
      pairs++;
      if (isOld(before.prover)) oldFirst++;
      if (provers.compareAddress(before.prover, behind.prover) < 0) byAddress++;
    }
  });
  expect(standing).toHaveLength(160);
  return { pairs, oldFirst, byAddress };
}

const ringsOf = (ringOrder: string, frame: number): number[] => {
  const { network, runTo } = open(ringOrder, {
    seniority: "none",
    mergeSeniority: "1 h",
    mergeBrings: { points: 9e6 },
  });
  runTo(frame);
  expect(countDifferences(network, frame)).toEqual([]);
  return allocationsByProver(network).map(([allocation]) => network.world.allocations.ring[allocation]);
};

describe("seniority of the first hour", () => {
  it("puts whoever has it before all others of the same frame in June, and before nobody in October", () => {
    const june = pairsOf("joinFrameFirst");
    expect(june.pairs).toBeGreaterThan(500);
    expect(june.oldFirst).toBe(june.pairs);
    const october = pairsOf("joinFrameAddress");
    expect(october.pairs).toBe(june.pairs);
    expect(october.byAddress).toBe(october.pairs);
    // By address the old ones stand before the new ones as often as not.
    expect(october.oldFirst / october.pairs).toBeGreaterThan(0.35);
    expect(october.oldFirst / october.pairs).toBeLessThan(0.65);
  });

  it("moves whoever brings it later inward in June, and nobody in October", () => {
    expect(ringsOf("joinFrameFirst", 500)).not.toEqual(ringsOf("joinFrameFirst", 300));
    expect(ringsOf("joinFrameAddress", 500)).toEqual(ringsOf("joinFrameAddress", 300));
  });
});
