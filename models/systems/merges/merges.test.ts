import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario, allocationsByProver } from "../../../test/network-kit.js";
import { countDifferences } from "../../../test/recount.js";
import { checkNetwork } from "../../checks/invariants/all-invariants.js";
import type { Network } from "../../changes/network.js";
import { Status } from "../../state/allocations.js";

const open = (fields: ScenarioText, switches: ScenarioText = {}) =>
  openNetwork(
    smallScenario({
      horizon: "10 h",
      switches: { epochFrames: 20, haltThreshold: 0, reconfirm: "ahead", ...switches },
      shards: { count: 1, world: "10 GB" },
      network: { messageLoss: "0 %" },
      ...fields,
    }),
  );

const liveShards = ({ world: { shards } }: Network): number[] =>
  Array.from({ length: shards.count }, (_unused, shard) => shard).filter((shard) => shards.retired[shard] === 0);

const allocationsOn = (network: Network, shard: number): number[] => {
  const { allocations } = network.world;
  return allocationsByProver(network)
    .flat()
    .filter((allocation) => allocations.shard[allocation] === shard && allocations.status[allocation] !== Status.left);
};

/** Splits shard 0 in the frame after, whether it is due or not. */
function splitByHand({ world: { shards }, calendars }: Network, frame: number): void {
  shards.splitFrame[0] = frame + 1;
  shards.splitFactor[0] = 2;
  calendars.splits.add(frame + 1, 0);
}

/** Twelve nodes on one shard of at most eight: it splits; seven leave; later nine others come. */
function story() {
  const nodes = { class: "first", count: 12, workers: 1 };
  const late = { class: "late", count: 9, workers: 1, appear: { from: "2 h", until: "2 h" } };
  const stepped = open({ operators: [nodes, late] }, { maximumProvers: 8, splitMembership: "bySeniority" });
  const { kernel, kinds, scenario } = stepped.network;
  for (let operator = 0; operator < 7; operator++) {
    kernel.schedule(kinds.operatorLeaves, 200 * scenario.frames.pace, operator);
  }
  return stepped;
}

/** Five nodes whose shard splits by hand, each worker declaring so much storage. */
const mergedWith = (storage: string | undefined) => {
  const operators = [{ class: "nodes", count: 5, workers: 1, storage }];
  const { network, runTo } = open({ operators, rules: "v2.1-frames" });
  runTo(800);
  splitByHand(network, 800);
  runTo(801);
  const childrenAtFirst = network.world.totals.splits;
  // Members stay on the old filter, leave it, and join the halves.
  runTo(3500);
  return { network, merges: network.world.totals.merges, childrenAtFirst };
};

/** Merges of two halves of six of which one node each goes off and is not confirmed again. */
const mergesWith = (committeeMembership: string): number => {
  const operators = [{ class: "nodes", count: 12, workers: 1, outage: "365 d" }];
  const switches = { committeeMembership, splitMembership: "bySeniority", reconfirm: "ahead" };
  const { network, runTo } = open({ operators }, switches);
  runTo(60);
  splitByHand(network, 60);
  runTo(100);
  const halves = liveShards(network);
  expect(halves.map((shard) => network.world.shards.active[shard])).toEqual([6, 6]);
  for (const shard of halves) {
    const prover = network.world.allocations.prover[allocationsOn(network, shard)[0]];
    network.kernel.schedule(network.kinds.presence, 101 * network.scenario.frames.pace, prover);
  }
  runTo(300);
  return network.world.totals.merges;
};

describe("a merge of two thin halves", () => {
  it("follows a split and is followed by another, and nobody is lost on the way", () => {
    const { network, runTo, balances } = story();
    const { shards, totals, provers } = network.world;
    runTo(199);
    expect([totals.splits, totals.merges, shards.liveCount]).toEqual([1, 0, 2]);
    runTo(700);
    expect([totals.splits, totals.merges, shards.liveCount, shards.retired[0]]).toEqual([1, 1, 1, 0]);
    expect(shards.active[0]).toBe(5);
    expect(shards.inRings[0]).toBe(5);
    expect(shards.sizeBytes[0]).toBe(network.world.worldBytes);
    expect(countDifferences(network, 700)).toEqual([]);
    runTo(1500);
    expect([totals.splits, totals.merges, shards.liveCount, shards.count]).toEqual([2, 1, 2, 3]);
    expect(totals.active).toBe(14);
    expect(provers.count).toBe(21);
    expect(countDifferences(network, 1500)).toEqual([]);
    balances();
    expect(() => checkNetwork(network)).not.toThrow();
  });

  it("takes effect at the start of the epoch after next, and takes no joins meanwhile", () => {
    const { network, runTo } = story();
    const { shards, totals } = network.world;
    const pending = (): boolean => shards.splitFactor[1] === 1 && shards.splitFrame[1] > 0;
    let frame = 199;
    while (!pending() && frame < 400) runTo(++frame);
    const effect = (Math.floor(frame / 20) + 2) * 20;
    expect(liveShards(network).map((shard) => shards.splitFrame[shard])).toEqual([effect, effect]);
    runTo(effect - 1);
    expect(totals.merges).toBe(0);
    const order = network.orders.forJoins(network.strategies.all[0]);
    expect([...order.read().toArray()].map((shard) => order.valueOf(shard))).toEqual([-1, -1]);
    runTo(effect);
    expect(totals.merges).toBe(1);
  });

  it("leaves a prover with allocations on both halves its earlier one, once both have cooled down", () => {
    const operators = [{ class: "nodes", count: 5, workers: 2 }];
    const { network, runTo } = open({ operators }, { splitCooldownFrames: 200 });
    const { shards, allocations, nodes, totals } = network.world;
    runTo(60);
    splitByHand(network, 60);
    runTo(61);
    // The halves are thin from the start; nodes get their second allocations while both cool down.
    for (const shard of liveShards(network)) {
      shards.splitFrame[shard] = 0;
      shards.lastProposal[shard] = 61;
      network.orders.changed(shard);
    }
    network.market.hasNewShards = true;
    network.wake(62);
    runTo(260);
    expect(liveShards(network).map((shard) => shards.active[shard])).toEqual([5, 5]);
    expect(totals.merges).toBe(0);
    const earliest = allocationsByProver(network).map((held) =>
      Math.min(...held.map((allocation) => allocations.joinFrame[allocation])),
    );
    runTo(301);
    expect(totals.merges).toBe(1);
    expect(liveShards(network)).toEqual([0]);
    const held = allocationsOn(network, 0);
    expect(held.map((allocation) => allocations.prover[allocation]).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    for (const allocation of held)
      expect(allocations.joinFrame[allocation]).toBe(earliest[allocations.prover[allocation]]);
    expect([...nodes.workersBusy.subarray(0, 5)]).toEqual([1, 1, 1, 1, 1]);
    expect(countDifferences(network, 301)).toEqual([]);
  });

  it("is due by the committees: who was not confirmed again counts where they are raw, not where they are effective", () => {
    expect([mergesWith("raw"), mergesWith("effective")]).toEqual([0, 1]);
  });

  it("changes the grid only under the storage rule, and only where enough storage was declared", () => {
    const merged = mergedWith("20 GB");
    expect(merged.childrenAtFirst).toBe(1);
    expect(merged.merges).toBeGreaterThan(0);
    expect(countDifferences(merged.network, 3500)).toEqual([]);
    expect(mergedWith("9 GB").merges).toBe(0);
    expect(mergedWith(undefined).merges).toBe(0);
  });

  it("by storage leaves members behind, who keep one allocation each when the next split brings their old part back", () => {
    const operators = [{ class: "nodes", count: 5, workers: 2, storage: "20 GB" }];
    const switches = { mergeRule: "storage", splitMembership: "bySeniority" };
    const { network, runTo } = open({ operators }, switches);
    const { shards, totals } = network.world;
    runTo(60);
    splitByHand(network, 60);
    let frame = 60;
    while (totals.merges === 0 && frame < 600) runTo(++frame);
    while (shards.active[0] < 5 && frame < 600) runTo(++frame);
    const stayed = [1, 2].map((part) => allocationsOn(network, part).length);
    splitByHand(network, frame);
    runTo(frame + 1);
    const { allocations } = network.world;
    const proversOn = [1, 2].map((part) =>
      allocationsOn(network, part).map((allocation) => allocations.prover[allocation]),
    );
    expect([totals.merges, totals.splits, Math.max(...stayed)]).toEqual([1, 2, 3]);
    for (const provers of proversOn) expect(provers).toHaveLength(new Set(provers).size);
    expect(countDifferences(network, frame + 1)).toEqual([]);
    checkNetwork(network);
  });

  it("never happens where the rule is off", () => {
    const operators = [{ class: "nodes", count: 5, workers: 2 }];
    const { network, runTo } = open({ operators }, { mergeRule: "off" });
    runTo(60);
    splitByHand(network, 60);
    runTo(600);
    expect(network.world.totals.merges).toBe(0);
    expect(network.world.shards.liveCount).toBe(2);
  });
});
