/** Splits that follow keys, in a simulated network: where they cut, who is dealt to which side, and what is left of the parent. */
import { describe, expect, it } from "vitest";
import { octoberShards } from "../../../test/october-shards.js";
import { openNetwork, type ScenarioText, type SteppedNetwork, smallScenario } from "../../../test/network-kit.js";
import { countDifferences } from "../../../test/recount.js";
import { checkNetwork } from "../../checks/invariants/all-invariants.js";
import { pathsAreApart } from "../../checks/invariants/grid.js";
import { dealMembers } from "../../protocol/shard/deal-members.js";
import { pathOfFilter } from "../../protocol/shard/filter-path.js";
import { sizeOfPath } from "../../protocol/shard/sizes-from-keys.js";
import { Status } from "../../state/allocations.js";

const epochFrames = 100;
const worldBytes = 10_000_000_007;

/** So many nodes of one worker that crowd the shards of a world. */
function crowd(count: number, switches: ScenarioText = {}, fields: ScenarioText = {}): SteppedNetwork {
  const scenario = smallScenario({
    horizon: "40 h",
    switches: {
      epochFrames,
      haltThreshold: 0,
      keepThresholdPercent: 0,
      minimumProvers: 1,
      ...octoberShards,
      ...switches,
    },
    operators: [{ class: "nodes", count, workers: 1, outage: "365 d" }],
    shards: { count: 1, world: `${worldBytes} B` },
    network: { messageLoss: "0 %" },
    ...fields,
  });
  return openNetwork(scenario);
}

function untilSplits(stepped: SteppedNetwork, splits: number, last = 3000): number {
  let frame = 0;
  while (stepped.network.world.totals.splits < splits && frame < last) stepped.runTo(++frame);
  return frame;
}

const live = ({ network: { world } }: SteppedNetwork): number[] =>
  Array.from({ length: world.shards.count }, (_none, shard) => shard).filter((s) => world.shards.retired[s] === 0);
const bitsOf = ({ network: { world } }: SteppedNetwork, shard: number): string =>
  pathOfFilter(world.shards.filter[shard]).bits;

/** Paths of the last prefix or of its parts, and whether there are data. */
const parts = (stepped: SteppedNetwork): unknown[] =>
  live(stepped)
    .slice(12)
    .map((shard) => [bitsOf(stepped, shard), stepped.network.world.shards.sizeBytes[shard] > 0]);

/** A world of one shard, all keys of an application. */
const whole = { shards: { prefixBits: 0, world: `${worldBytes} B` } };

describe("a split by bit path", () => {
  it.each([40, 60, 80])("of %i provers makes two halves, whatever the number", (count) => {
    const stepped = crowd(count, { maximumProvers: count - 2 });
    const { shards, totals } = stepped.network.world;
    // Joins of epoch 0 are confirmed in epoch 1 and cover from epoch 2 on, when the split is noted; it takes effect in 4.
    expect(untilSplits(stepped, 1)).toBe(4 * epochFrames);
    expect(live(stepped).map((shard) => bitsOf(stepped, shard))).toEqual(["0000", "0001"]);
    expect(live(stepped).map((shard) => shards.sizeBytes[shard])).toEqual([5_000_000_003, 5_000_000_004]);
    expect(live(stepped).map((shard) => shards.active[shard])).toEqual([count / 2, count / 2]);
    expect([shards.retired[0], totals.active]).toEqual([1, count]);
    expect(countDifferences(stepped.network, 4 * epochFrames)).toEqual([]);
  });

  it("cuts the whole of 256-bit keys at 000 and 001, and registers the sides without keys as empty shards", () => {
    const stepped = crowd(12, { maximumProvers: 11 }, whole);
    untilSplits(stepped, 1);
    const { shards, totals } = stepped.network.world;
    expect(live(stepped).map((shard) => bitsOf(stepped, shard))).toEqual(["000", "001", "1", "01"]);
    const sizes = live(stepped).map((shard) => shards.sizeBytes[shard]);
    expect(sizes[0]).toBe(Number(sizeOfPath(BigInt(worldBytes), "000", 256)));
    expect(sizes[1] - Number(sizeOfPath(BigInt(worldBytes), "001", 256))).toBeLessThanOrEqual(1);
    expect([sizes[0] + sizes[1], sizes[2], sizes[3]]).toEqual([worldBytes, 0, 0]);
    expect(totals.shardsAtHaltRisk).toBe(0);
    expect(pathsAreApart(stepped.network)).toBeNull();
    // Were the parent still there, each key would have two shards.
    shards.retired[0] = 0;
    expect(pathsAreApart(stepped.network)).toContain("two shards have the keys");
  });

  it("leaves the empty sides to nobody: no joins, no halts, though nodes have workers free", () => {
    const nodes = [{ class: "nodes", count: 12, workers: 4 }];
    const stepped = crowd(
      12,
      { maximumProvers: 11, haltThreshold: 3, haltGraceFrames: 10 },
      { ...whole, operators: nodes },
    );
    untilSplits(stepped, 1);
    stepped.runTo(1500);
    const { shards } = stepped.network.world;
    const spine = live(stepped).filter((shard) => shards.sizeBytes[shard] === 0);
    expect(spine.slice(0, 2).map((shard) => bitsOf(stepped, shard))).toEqual(["1", "01"]);
    for (const shard of spine)
      expect([shards.active[shard], shards.joining[shard], shards.everAllocated[shard], shards.halted[shard]]).toEqual([
        0, 0, 0, 0,
      ]);
    // They are at no risk, and on the public page they are unassigned.
    const { shardsByState, pageHealth } = stepped.network.world.totals;
    const thin = live(stepped).filter((shard) => shards.sizeBytes[shard] > 0 && shards.covering[shard] <= 3);
    expect([shardsByState[4], shardsByState[2] + shardsByState[3]]).toEqual([spine.length, thin.length]);
    expect(pageHealth[3]).toBeGreaterThanOrEqual(spine.length);
  });

  it("of the last prefix, whose keys lie on one side, is made where they part, and never without that demand", () => {
    const lastPrefix = { shards: { prefixBits: 6, world: "80.92 GB" } };
    const split = (needsData: "on" | "off"): SteppedNetwork => {
      const stepped = crowd(12, { splitNeedsData: needsData }, lastPrefix);
      const { world, calendars } = stepped.network;
      stepped.runTo(10);
      expect(bitsOf(stepped, 12)).toBe("001100");
      world.shards.splitFrame[12] = 11;
      world.shards.splitFactor[12] = 2;
      calendars.splits.add(11, 12);
      stepped.runTo(11);
      return stepped;
    };
    expect(parts(split("on"))).toEqual([
      ["0011000000", true],
      ["0011000001", true],
      ["0011001", false],
      ["00110001", false],
      ["001100001", false],
    ]);
    expect(parts(split("off"))).toEqual([
      ["0011000", true],
      ["0011001", false],
    ]);
  });

  it("never comes for a shard whose keys are none, or a filter that is no path, however crowded", () => {
    const stepped = crowd(12, { maximumProvers: 11 });
    const { shards } = stepped.network.world;
    // A filter of June's, of an application and one byte.
    shards.filter[0] = shards.filter[0].slice(0, 66);
    stepped.runTo(1000);
    expect([shards.active[0], shards.count, stepped.network.world.totals.splits]).toEqual([12, 1, 0]);
  });

  it("of a shard that came from a merge brings the same rows and names back", () => {
    const stepped = crowd(40, { maximumProvers: 38, minimumProvers: 6 });
    const { network } = stepped;
    const { shards, totals } = network.world;
    const first = untilSplits(stepped, 1);
    const keys = [...shards.keys.first.subarray(0, 3)];
    for (let operator = 0; operator < 33; operator++)
      network.kernel.schedule(network.kinds.operatorLeaves, (first + 1) * network.scenario.frames.pace, operator);
    let frame = first;
    while (totals.merges === 0 && frame < 2500) stepped.runTo(++frame);
    expect([totals.merges, live(stepped)]).toEqual([1, [0]]);
    shards.splitFrame[0] = frame + 1;
    shards.splitFactor[0] = 2;
    network.calendars.splits.add(frame + 1, 0);
    stepped.runTo(frame + 1);
    expect([live(stepped), shards.count, [...shards.keys.first.subarray(0, 3)]]).toEqual([[1, 2], 3, keys]);
    expect(countDifferences(network, frame + 1)).toEqual([]);
    checkNetwork(network);
  });
});

describe("dealt members", () => {
  it("go to the sides in turn of their addresses, with their join frames; the parent takes no joins any more", () => {
    const stepped = crowd(41, { maximumProvers: 40 });
    stepped.runTo(4 * epochFrames - 1);
    const { provers, allocations } = stepped.network.world;
    const before = allocations.joinFrame.slice(0, 41);
    const addressOf = (allocation: number): string => provers.addressHex(allocations.prover[allocation]);
    const all = Array.from({ length: 41 }, (_none, allocation) => allocation);
    stepped.runTo(4 * epochFrames);
    const dealt = dealMembers(all.map(addressOf), 2);
    for (const side of [0, 1]) {
      const there = all.filter((allocation) => allocations.shard[allocation] === 1 + side).map(addressOf);
      expect(there.toSorted()).toEqual(dealt[side]);
    }
    expect(allocations.joinFrame.slice(0, 41)).toEqual(before);
  });

  it("spread again at every split, where splits by eight keep all members of a part together", () => {
    const stepped = crowd(96, { maximumProvers: 30 });
    untilSplits(stepped, 3);
    stepped.runTo(1200);
    const { shards, totals } = stepped.network.world;
    expect(live(stepped).map((shard) => [bitsOf(stepped, shard), shards.active[shard]])).toEqual([
      ["00000", 24],
      ["00001", 24],
      ["00010", 24],
      ["00011", 24],
    ]);
    expect([totals.splits, totals.active]).toEqual([3, 96]);
  });

  it("are the committee: a place that was not confirmed for the epoch becomes historic, and its worker is free", () => {
    const stepped = crowd(41, { maximumProvers: 39 });
    const { network } = stepped;
    const { allocations, nodes, provers, totals } = network.world;
    stepped.runTo(2 * epochFrames + 1);
    // Off in the epoch of the note, it is not confirmed for the one in which the split takes effect.
    network.kernel.schedule(network.kinds.presence, 202 * network.scenario.frames.pace, allocations.prover[7]);
    stepped.runTo(4 * epochFrames);
    expect(totals.splits).toBe(1);
    expect([allocations.status[7], allocations.shard[7]]).toEqual([Status.historic, 0]);
    expect(nodes.workersBusy[provers.node[allocations.prover[7]]]).toBe(0);
    expect(totals.active).toBe(40);
    expect(countDifferences(network, 4 * epochFrames)).toEqual([]);
    checkNetwork(network);
  });
});
