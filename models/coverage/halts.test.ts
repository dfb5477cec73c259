/** Halts in a simulated network: when they begin and end, and what they stop. */
import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../test/network-kit.js";

const waiting = { rules: "v2.1-frames", horizon: "8 h", shards: { count: 1, world: "10 GB" } };

/**
 * Leaves of a network when so few provers on a shard are too few: forty guests with two workers each crowd the two
 * largest shards and are gone after three hours, which makes room there that others would move to.
 */
const leavesWith = (haltThreshold: number): number => {
  const { network, runTo } = openNetwork(
    smallScenario({
      ...waiting,
      switches: { haltThreshold, haltGraceFrames: 1, maximumProvers: 1000 },
      network: { messageLoss: "0 %" },
      operators: [
        { class: "guests", count: 40, workers: 2, strategy: "data greedy", leave: "after 3 h" },
        { class: "others", count: 60, workers: 2 },
      ],
      shards: { count: 4, world: "20 GB", skew: "zipf 0.8" },
    }),
  );
  runTo(2800);
  return network.world.totals.leaves;
};
const guestLeaves = 80;

describe("a shard at the halt threshold", () => {
  it("halts after the grace, mints nothing, and recovers with the frame after it is covered again", () => {
    const operators = [{ class: "nodes", count: 4, workers: 1 }];
    const { network, runTo, balances } = openNetwork(
      smallScenario({ ...waiting, operators, switches: { haltGraceFrames: 100 } }),
    );
    const { shards, totals, issuedUnits } = network.world;
    // It has nobody from the start, frame 0, which counts as the first of its streak.
    runTo(98);
    expect(totals.haltedShards).toBe(0);
    runTo(99);
    expect([totals.haltedShards, shards.halted[0]]).toEqual([1, 1]);
    let frame = 99;
    while (shards.covering[0] <= 3 && frame < 1000) runTo(++frame);
    balances();
    expect([shards.covering[0], shards.halted[0]]).toEqual([4, 0]);
    expect(issuedUnits.get(0)).toBe(0n);
    expect(totals.unitsPerFrame).toBeGreaterThan(0);
    runTo(frame + 10);
    balances();
    expect(issuedUnits.get(0)).toBe(10n * BigInt(totals.unitsPerFrame));
  });

  it("mints until the halt begins, however thin it is", () => {
    const operators = [{ class: "nodes", count: 1, workers: 1 }];
    const { network, runTo, balances } = openNetwork(
      smallScenario({ ...waiting, operators, switches: { haltGraceFrames: 500 } }),
    );
    const { totals, issuedUnits } = network.world;
    let frame = 1;
    while (totals.unitsPerFrame === 0 && frame < 499) runTo(++frame);
    const mintedPerFrame = BigInt(totals.unitsPerFrame);
    runTo(700);
    balances();
    expect(totals.haltedShards).toBe(1);
    expect(issuedUnits.get(0)).toBe(mintedPerFrame * BigInt(499 - frame + 1));
  });
});

describe("while anything is halted", () => {
  it("nobody leaves a place for a better one", () => {
    expect(leavesWith(0)).toBeGreaterThan(guestLeaves);
    expect(leavesWith(1000)).toBe(guestLeaves);
  });
});
