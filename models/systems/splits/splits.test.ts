/** Splits in a simulated network: into how many, who goes where, and what becomes of those who do not move. */
import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, type SteppedNetwork, smallScenario } from "../../../test/network-kit.js";
import { assignChild } from "../../protocol/shard/split.js";

const epochFrames = 100;
const worldBytes = 10_000_000_007;

/** One shard that so many nodes of one worker crowd at once. */
function crowd(count: number, { rules = "v2.1-epoch", ...switches }: ScenarioText): SteppedNetwork {
  const scenario = smallScenario({
    rules,
    horizon: "20 h",
    switches: { epochFrames, haltThreshold: 0, keepThresholdPercent: 0, ...switches },
    operators: [{ class: "nodes", count, workers: 1, seniority: "historic" }],
    shards: { count: 1, world: `${worldBytes} B` },
    network: { messageLoss: "0 %" },
  });
  return openNetwork(scenario);
}

/** Runs to the frame in which the network has split so often; gives that frame. */
function untilSplits(stepped: SteppedNetwork, splits: number): number {
  let frame = 0;
  while (stepped.network.world.totals.splits < splits && frame < 3000) stepped.runTo(++frame);
  return frame;
}

const shardsOf = ({ network: { world } }: SteppedNetwork): number[] =>
  Array.from({ length: world.shards.count }, (_unused, shard) => shard);
const activeOn = (stepped: SteppedNetwork, shards: readonly number[]): number[] =>
  shards.map((shard) => stepped.network.world.shards.active[shard]);

describe("a split", () => {
  it.each([
    [40, 32, 2],
    [60, 50, 4],
    [80, 70, 8],
  ])("of %i provers, where %i may be, makes %i parts that add up to the byte", (count, maximumProvers, parts) => {
    const stepped = crowd(count, { maximumProvers });
    const { shards, totals } = stepped.network.world;
    const frame = untilSplits(stepped, 1);
    const [parent, ...children] = shardsOf(stepped);
    const sizes = children.map((child) => shards.sizeBytes[child]);
    expect(children).toHaveLength(parts);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(worldBytes);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBe(1);
    expect([shards.retired[parent], shards.sizeBytes[parent], shards.liveCount]).toEqual([1, 0, parts]);
    // Joins of epoch 0 are confirmed in epoch 1 and cover from epoch 2 on, when the split is noted; it takes effect in 4.
    expect(frame).toBe(4 * epochFrames);
    expect([totals.active, totals.proversByRing.reduce((sum, provers) => sum + provers)]).toEqual([count, count]);
  });

  it("moves members by the first byte of their address, with their join frames", () => {
    const stepped = crowd(80, { maximumProvers: 70 });
    stepped.runTo(4 * epochFrames - 1);
    const { provers, allocations } = stepped.network.world;
    const before = allocations.joinFrame.slice(0, 80);
    stepped.runTo(4 * epochFrames);
    for (let allocation = 0; allocation < 80; allocation++) {
      const child = assignChild(provers.firstAddressByte(allocations.prover[allocation]), 8);
      expect(allocations.shard[allocation]).toBe(1 + child);
    }
    expect(allocations.joinFrame.slice(0, 80)).toEqual(before);
  });

  it("by eight of a part that came from one by eight keeps all its members together", () => {
    const stepped = crowd(680, { maximumProvers: 65 });
    untilSplits(stepped, 9);
    const grandchildren = Array.from({ length: 8 }, (_unused, child) =>
      activeOn(stepped, shardsOf(stepped).slice(9 + 8 * child, 17 + 8 * child)),
    );
    for (const [child, active] of grandchildren.entries()) {
      expect(active.map((members, k) => (members > 0 ? k : -1)).filter((k) => k >= 0)).toEqual([child]);
    }
    expect(stepped.network.world.totals.active).toBe(680);
  });

  it("that members choose by seniority spreads them evenly, the most senior over all parts", () => {
    const stepped = crowd(80, { maximumProvers: 70, splitMembership: "bySeniority" });
    untilSplits(stepped, 1);
    const { provers, allocations } = stepped.network.world;
    expect(activeOn(stepped, shardsOf(stepped).slice(1))).toEqual(Array.from({ length: 8 }, () => 10));
    const order = Array.from({ length: 80 }, (_unused, allocation) => allocation).sort(
      (a, b) =>
        provers.seniority[allocations.prover[b]] - provers.seniority[allocations.prover[a]] ||
        allocations.joinFrame[a] - allocations.joinFrame[b] ||
        provers.compareAddress(allocations.prover[a], allocations.prover[b]),
    );
    expect(new Set(order.slice(0, 8).map((allocation) => allocations.shard[allocation])).size).toBe(8);
  });

  it("that leaves members where they are ends their pay until they have left and joined a part", () => {
    const stepped = crowd(40, { rules: "v2.1-frames", maximumProvers: 32 });
    const { totals } = stepped.network.world;
    const frame = untilSplits(stepped, 1);
    expect([activeOn(stepped, [0, 1, 2]), totals.unitsPerFrame]).toEqual([[40, 0, 0], 0]);
    const paid = stepped.balances();
    stepped.runTo(frame + 4);
    expect(activeOn(stepped, [0, 1, 2])).toEqual([0, 0, 0]);
    stepped.runTo(frame + 700);
    expect(stepped.balances()).toEqual(paid);
    stepped.runTo(frame + 1500);
    expect(
      activeOn(stepped, [0, 1, 2])
        .slice(1)
        .reduce((sum, active) => sum + active, 0),
    ).toBe(40);
    expect([totals.evictions, totals.active, totals.leaves]).toEqual([0, 40, 40]);
  });

  it("deals all that stand in where nobody serves, also those whose nodes come back in that very frame", () => {
    const frameS = 10;
    // Before anybody confirms for the next epoch, and between two frames.
    const outage = (of: string, until: number) => ({
      at: `${2 * epochFrames * frameS + 5} s`,
      outage: { class: of, share: "100 %", for: `${(until - 1 - 2 * epochFrames) * frameS} s` },
    });
    const stepped = openNetwork(
      smallScenario({
        rules: "v2.1-simplex",
        horizon: "20 h",
        switches: { epochFrames, haltThreshold: 0, maximumProvers: 10, keepThresholdPercent: 0 },
        frames: { pace: `${frameS} s` },
        operators: ["back", "away"].map((name) => ({ class: name, count: 6, workers: 1, seniority: "historic" })),
        shards: { count: 1, world: `${worldBytes} B` },
        network: { messageLoss: "0 %" },
        timeline: [outage("back", 4 * epochFrames), outage("away", 5 * epochFrames)],
      }),
    );
    const { allocations, nodes, shards, totals } = stepped.network.world;
    stepped.runTo(4 * epochFrames - 1);
    expect([totals.active, shards.standIns[0], nodes.online.slice(0, 12).some((online) => online === 1)]).toEqual([12, 1, false]); // prettier-ignore
    expect(untilSplits(stepped, 1)).toBe(4 * epochFrames);
    expect(Array.from(nodes.online.slice(0, 12))).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    expect(
      activeOn(
        stepped,
        shardsOf(stepped).filter((shard) => shards.active[shard] > 0),
      ),
    ).toEqual([6, 6]);
    expect([totals.active, allocations.count]).toEqual([12, 12]);
  });
});
