/** Resets: a grid that takes the place of the old one in the middle of a run. */
import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, type SteppedNetwork, smallScenario } from "../../../test/network-kit.js";
import { countDifferences } from "../../../test/recount.js";
import { checkNetwork } from "../../checks/invariants/all-invariants.js";
import { Status } from "../../state/allocations.js";
import { retireShard } from "../shards/grid.js";
import { type NewGrid, replaceGrid } from "./replace-grid.js";

const switches = { shardKeys: "bits256", splitCut: "suffix" } as const;
const open = (fields: ScenarioText = {}): SteppedNetwork =>
  openNetwork(
    smallScenario({
      horizon: "10 h",
      switches: { epochFrames: 20, haltThreshold: 0, keepThresholdPercent: 0, ...switches },
      operators: [{ class: "nodes", count: 12, workers: 14 }],
      shards: { prefixBits: 6, world: "80.92 GB", metadata: "12 kB" },
      network: { messageLoss: "0 %" },
      ...fields,
    }),
  );

const live = ({ network: { world } }: SteppedNetwork): number[] =>
  Array.from({ length: world.shards.count }, (_none, shard) => shard).filter((s) => world.shards.retired[s] === 0);

const reset: NewGrid = {
  prefixBits: 7,
  worldBytes: 100_000_000_007n,
  metadataBytes: 12_000n,
  allocations: "dropped",
  switches,
};

/** Replaces the grid in a frame that then goes its way. */
function replaceIn(stepped: SteppedNetwork, frame: number, grid: NewGrid): void {
  stepped.runTo(frame - 1);
  stepped.network.world.frame = frame;
  replaceGrid(stepped.network, grid, frame);
  stepped.network.wake(frame);
  stepped.runTo(frame);
}

describe("a grid that replaces another", () => {
  it("has the shards and bytes of the keys, nobody on them, and everybody's balances and seniority", () => {
    const stepped = open();
    const { network } = stepped;
    const { shards, totals, provers } = network.world;
    stepped.runTo(99);
    expect([shards.liveCount, totals.active]).toEqual([14, 168]);
    const before = stepped.balances();
    const seniority = [...provers.seniority.subarray(0, provers.count)];
    replaceIn(stepped, 100, reset);
    const sizes = live(stepped).map((shard) => shards.sizeBytes[shard]);
    // 25 of 128 prefixes of 7 bits have keys below p, and the metadata are a shard.
    expect([sizes.length, sizes.reduce((sum, size) => sum + size, 0)]).toEqual([26, 100_000_000_007]);
    expect(network.world.worldBytes).toBe(100_000_000_007);
    expect([totals.active, totals.joining, totals.workersFree]).toEqual([0, 0, 168]);
    expect(stepped.balances()).toEqual(before);
    expect([...provers.seniority.subarray(0, provers.count)]).toEqual(seniority);
    expect(totals.haltedShards).toBe(0);
    expect(countDifferences(network, 100)).toEqual([]);
    // Joins of epoch 5 are confirmed in the next and cover from the one after.
    stepped.runTo(140);
    expect([totals.active, totals.shardsByState.reduce((sum, count) => sum + count)]).toEqual([168, 26]);
    expect(countDifferences(network, 140)).toEqual([]);
    stepped.balances();
    checkNetwork(network);
  });

  it("leaves historic places behind, which count nowhere and are forgotten", () => {
    const stepped = open();
    const { allocations } = stepped.network.world;
    const historic = (): number =>
      [...allocations.status.subarray(0, allocations.count)].filter((status) => status === Status.historic).length;
    stepped.runTo(99);
    stepped.network.world.frame = 100;
    replaceGrid(stepped.network, reset, 100);
    expect(historic()).toBe(168);
    stepped.network.wake(100);
    stepped.runTo(140);
    expect(historic()).toBe(0);
  });

  it("that keeps places keeps those of filters that both grids have, and vacates the others", () => {
    const stepped = open();
    const { network } = stepped;
    const { shards, totals } = network.world;
    stepped.runTo(99);
    const before = live(stepped).map((shard) => shards.active[shard]);
    replaceIn(stepped, 100, { ...reset, prefixBits: 6, allocations: "kept" });
    expect([shards.liveCount, totals.active]).toEqual([14, 168]);
    expect(live(stepped).map((shard) => shards.active[shard])).toEqual(before);
    expect(countDifferences(network, 100)).toEqual([]);
    replaceIn(stepped, 103, { ...reset, prefixBits: 9, allocations: "kept" });
    // Only the metadata are under a filter that both have.
    const metadata = live(stepped).filter((shard) => shards.active[shard] > 0);
    expect(metadata.map((shard) => shards.sizeBytes[shard])).toEqual([12_000]);
    expect(countDifferences(network, 103)).toEqual([]);
    stepped.balances();
    checkNetwork(network);
  });

  it("brings the rows of equal filters back, with the names under which they draw", () => {
    const stepped = open();
    const { shards } = stepped.network.world;
    replaceIn(stepped, 100, reset);
    const rows = shards.count;
    const keys = [...shards.keys.first.subarray(0, 14)];
    replaceIn(stepped, 200, { ...reset, prefixBits: 6 });
    expect([shards.count, shards.liveCount]).toEqual([rows, 14]);
    expect(live(stepped)).toEqual(Array.from({ length: 14 }, (_none, shard) => shard));
    expect([...shards.keys.first.subarray(0, 14)]).toEqual(keys);
  });

  it("watches a shard for halts that comes back with whoever stayed on it when it was gone", () => {
    const stepped = open();
    const { network } = stepped;
    stepped.runTo(99);
    network.world.frame = 100;
    retireShard(network, 0, 100, "split");
    network.wake(100);
    stepped.runTo(100);
    replaceIn(stepped, 101, { ...reset, prefixBits: 6, allocations: "kept" });
    expect(network.world.shards.everAllocated[0]).toBe(1);
  });

  it("goes on growing from the sizes that it was given", () => {
    const stepped = open({
      shards: { prefixBits: 6, world: "80.92 GB", growth: "100 %/month" },
      switches: { epochFrames: 720, haltThreshold: 0, keepThresholdPercent: 0, ...switches },
      horizon: "31 d",
    });
    const { world } = stepped.network;
    replaceIn(stepped, 8640 * 15, { ...reset, metadataBytes: 0n });
    expect(world.worldBytes).toBe(100_000_000_007);
    stepped.runTo(8640 * 30);
    expect(world.worldBytes / (100_000_000_007 * Math.SQRT2)).toBeCloseTo(1, 6);
  });
});
