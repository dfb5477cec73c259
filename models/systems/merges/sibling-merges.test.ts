/** Siblings that merge, in a simulated network. */
import { describe, expect, it } from "vitest";
import { octoberShards } from "../../../test/october-shards.js";
import { openNetwork, type ScenarioText, type SteppedNetwork, smallScenario } from "../../../test/network-kit.js";
import { countDifferences } from "../../../test/recount.js";
import { checkNetwork } from "../../checks/invariants/all-invariants.js";
import { pathOfFilter } from "../../protocol/shard/filter-path.js";

const october = {
  epochFrames: 20,
  haltThreshold: 0,
  keepThresholdPercent: 0,
  ...octoberShards,
};

const open = (count: number, fields: ScenarioText = {}, switches: ScenarioText = {}): SteppedNetwork =>
  openNetwork(
    smallScenario({
      horizon: "10 h",
      switches: { ...october, reconfirm: "ahead", ...switches },
      operators: [{ class: "nodes", count, workers: 2, outage: "365 d" }],
      shards: { count: 2, world: "10 GB" },
      network: { messageLoss: "0 %" },
      ...fields,
    }),
  );

const live = ({ network: { world } }: SteppedNetwork): string[] =>
  Array.from({ length: world.shards.count }, (_none, shard) => shard)
    .filter((shard) => world.shards.retired[shard] === 0)
    .map((shard) => pathOfFilter(world.shards.filter[shard]).bits);

describe("siblings", () => {
  it("of too small committees merge into their path without the last bit, at the epoch after next", () => {
    const stepped = open(5);
    const { shards, totals } = stepped.network.world;
    expect(live(stepped)).toEqual(["0000", "0001"]);
    // Joins of epoch 0 are confirmed in epoch 1. Where nobody serves yet, whoever is active stands in, so the merge is noted; it takes effect in 3.
    stepped.runTo(59);
    expect([totals.merges, shards.active[0], shards.active[1]]).toEqual([0, 5, 5]);
    stepped.runTo(60);
    expect([live(stepped), totals.merges, shards.active[2], shards.sizeBytes[2]]).toEqual([
      ["000"],
      1,
      5,
      10_000_000_000,
    ]);
    expect(countDifferences(stepped.network, 60)).toEqual([]);
    stepped.runTo(500);
    expect([live(stepped), totals.merges]).toEqual([["000"], 1]);
    stepped.balances();
    checkNetwork(stepped.network);
  });

  it("stay apart while nobody has joined either of them, and where one has a committee of six", () => {
    const nobody = open(0, {
      operators: [{ class: "late", count: 1, workers: 1, appear: { from: "9 h", until: "9 h" } }],
    });
    nobody.runTo(400);
    expect(nobody.network.world.totals.merges).toBe(0);
    // Measured, as of nodes that join one of the first is confirmed alone.
    const start = { joining: 0, health: { healthy: 2, needsCoverage: 0, haltRisk: 0 }, rings: [2] };
    const six = open(6, { start: { ...start, active: 12 } });
    six.runTo(400);
    expect([live(six), six.network.world.totals.merges]).toEqual([["0000", "0001"], 0]);
    const thinner = { ...start, health: { healthy: 0, needsCoverage: 2, haltRisk: 0 }, active: 10 };
    const five = open(5, { start: thinner });
    five.runTo(400);
    expect([live(five), five.network.world.totals.merges]).toEqual([["000"], 1]);
  });

  it("do not merge over 16 GiB, and cousins never do", () => {
    const large = open(5, { shards: { count: 2, world: "18 GB" } });
    large.runTo(400);
    expect(live(large)).toEqual(["0000", "0001"]);
    const three = open(5, {
      shards: { count: 3, world: "10 GB" },
      operators: [{ class: "nodes", count: 5, workers: 3 }],
    });
    three.runTo(81);
    // The third lies beside a path that nobody has.
    expect(live(three)).toEqual(["00010", "0000"]);
  });

  it("wait thirty frames after what was last proposed for their parent", () => {
    const stepped = open(5, {}, { splitCooldownFrames: 100 });
    const { world, calendars } = stepped.network;
    const { shards, totals } = world;
    stepped.runTo(80);
    // By hand the whole splits again, as if that had been proposed in frame 80.
    shards.splitFrame[2] = 81;
    shards.splitFactor[2] = 2;
    shards.lastProposal[2] = 80;
    calendars.splits.add(81, 2);
    stepped.runTo(81);
    expect(live(stepped)).toEqual(["0000", "0001"]);
    stepped.runTo(179);
    expect([shards.splitFrame[0], shards.splitFrame[1]]).toEqual([0, 0]);
    stepped.runTo(180);
    expect([shards.splitFrame[0], shards.splitFrame[1]]).toEqual([220, 220]);
    stepped.runTo(220);
    expect([live(stepped), totals.merges]).toEqual([["000"], 2]);
  });

  it("take an empty side of an earlier cut like any other", () => {
    const stepped = open(5, { shards: { prefixBits: 0, world: "10 GB" } }, { minimumProvers: 1 });
    const { world, calendars, orders } = stepped.network;
    stepped.runTo(60);
    world.shards.splitFrame[0] = 61;
    world.shards.splitFactor[0] = 2;
    calendars.splits.add(61, 0);
    orders.changed(0);
    stepped.runTo(61);
    expect(live(stepped)).toEqual(["000", "001", "1", "01"]);
    const sizes = world.shards.sizeBytes;
    expect(sizes[1] + sizes[2]).toBe(10_000_000_000);
  });
});
