/** The audit of simulated shards against the pure rule: one trial a frame for every cheating member. */
import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { takesPart } from "../../state/activity.js";
import { detectionChance, headerOpenings, openingsPerLeaf } from "../../protocol/audit/selected.js";
import { makerInTurn } from "../../protocol/consensus/leader-turns.js";
import type { Network } from "../../changes/network.js";
import { settleSeniorities } from "../../changes/seniority/credit.js";

const open = (fields: ScenarioText, switches: ScenarioText = {}) => {
  const scenario = smallScenario({
    switches: { epochFrames: 20, maximumProvers: 100_000 },
    shards: { count: 1, world: "1 GB" },
    network: { messageLoss: "0 %" },
    ...fields,
  });
  return openNetwork({ ...scenario, switches: { ...scenario.switches, ...switches } });
};

/** Prover that makes the frame that the network was just run to, where leaders come in turn on its only shard; −1: nobody. */
function leaderOf({ world }: Network, frame: number): number {
  const { allocations, provers, nodes, shards } = world;
  const kicked = [...provers.kickFrame.subarray(0, provers.count).keys()].filter(
    (prover) => provers.kickFrame[prover] === frame,
  );
  // Who was kicked with this frame is out of the rings of the next.
  const members = [...shards.ranked[0].map((allocation) => allocations.prover[allocation]), ...kicked];
  members.sort((a, b) => provers.compareAddress(a, b));
  const isPresent = members.map((prover) => nodes.online[provers.node[prover]] === 1);
  return shards.minting[0] === 1 ? members[makerInTurn(frame, isPresent)] : -1;
}

/** Runs a network and adds up what the pure rule expects of every frame, from who took part in it. */
function auditOf(fields: ScenarioText, frames: number, switches: ScenarioText = {}) {
  const { network, runTo } = open(fields, switches);
  const { world, scenario, rules } = network;
  const { allocations, provers, nodes, shards } = world;
  const totals = { caught: 0, expected: 0, variance: 0, honestKicked: 0, lastCaught: 0 };
  for (let frame = 1; frame <= frames; frame++) {
    runTo(frame);
    const openings = (shard: number): number => openingsPerLeaf * shards.leafCount[shard];
    const totalOf = (shard: number): number =>
      shards.minting[shard] * headerOpenings(shards.leafCount[shard], shards.present[shard], rules);
    let everywhere = 0;
    for (let shard = 0; shard < shards.count; shard++) everywhere += totalOf(shard);
    // Who was kicked in this frame still sits in its ring until the next.
    for (let shard = 0; shard < shards.count; shard++) {
      const total = rules.auditPopulation === "globalFrame" ? everywhere : totalOf(shard);
      for (const allocation of shards.ranked[shard].filter((allocation) => takesPart(world, allocation))) {
        const heldShare =
          scenario.operators[nodes.operatorClass[provers.node[allocations.prover[allocation]]]].holds ?? 1;
        const leads = rules.storageOpenings === "leader" ? 1 / shards.present[shard] : 1;
        const chance = leads * detectionChance({ heldShare, openings: openings(shard), total });
        totals.expected += chance;
        totals.variance += chance * (1 - chance);
      }
    }
    for (let prover = 0; prover < provers.count; prover++) {
      if (provers.kickFrame[prover] !== frame) continue;
      if (scenario.operators[nodes.operatorClass[provers.node[prover]]].holds === undefined) totals.honestKicked++;
      totals.caught++;
      totals.lastCaught = frame;
    }
  }
  return { ...totals, network };
}

describe("the storage audit of a simulated network", () => {
  it("catches members that hold half their data within a few frames, and no honest one", () => {
    const operators = [
      { class: "honest", count: 60, workers: 1 },
      { class: "half", count: 60, workers: 1, holds: "50 %" },
    ];
    const audit = auditOf({ operators }, 80);
    // One leaf, so two openings a frame: 60 members survive 30 frames with a chance of 60·0.25^30, below 1e-16.
    expect(audit.caught).toBe(60);
    expect(audit.honestKicked).toBe(0);
    const { allocations } = audit.network.world;
    expect(audit.lastCaught - Math.max(...allocations.joinConfirmFrame.subarray(0, 120))).toBeLessThan(30);
  });

  /** Caught less expected is a sum of independent trials around 0: beyond 5 deviations once in 1.7 million. */
  it.each([
    ["shardHeader", { count: 1, world: "1 GB" }],
    ["shardHeader", { count: 3, world: "4 GB", skew: "zipf 0.8" }],
    ["globalFrame", { count: 3, world: "4 GB", skew: "zipf 0.8" }],
  ])("catches as many as independent trials in every frame would: %s, %o", (auditPopulation, shards) => {
    const operators = [
      { class: "honest", count: 500, workers: 1, uptime: "90 %", outage: "3 min" },
      { class: "almost", count: 400, workers: 1, holds: "99.6 %", uptime: "85 %", outage: "3 min" },
    ];
    const audit = auditOf({ operators, shards }, 260, { auditPopulation });
    expect(audit.caught).toBeGreaterThan(80);
    expect(audit.caught).toBeLessThan(390);
    expect(audit.honestKicked).toBe(0);
    expect(Math.abs(audit.caught - audit.expected)).toBeLessThan(5 * Math.sqrt(audit.variance));
  });

  it.each(["shardHeader", "globalFrame"])(
    "catches as many as trials of the leader alone would, of %s, where a hash chooses it",
    (auditPopulation) => {
      const operators = [
        { class: "honest", count: 30, workers: 1, uptime: "90 %", outage: "3 min" },
        { class: "some", count: 120, workers: 1, holds: "60 %", uptime: "85 %", outage: "3 min" },
      ];
      const shards = { count: 3, world: "4 GB", skew: "zipf 0.8" };
      const audit = auditOf({ operators, shards }, 300, { auditPopulation, storageOpenings: "leader" });
      expect(audit.caught).toBeGreaterThan(40);
      expect(audit.honestKicked).toBe(0);
      expect(Math.abs(audit.caught - audit.expected)).toBeLessThan(5 * Math.sqrt(audit.variance));
    },
  );

  it("finds a member without data in the first frame that it leads, and in no other", () => {
    const operators = [
      { class: "honest", count: 9, workers: 1, uptime: "70 %", outage: "2 min" },
      { class: "empty", count: 4, workers: 1, holds: "0 %", uptime: "80 %", outage: "2 min" },
    ];
    const { network, runTo } = open({ operators }, { storageOpenings: "leader", leaderRule: "roundRobin" });
    const { provers } = network.world;
    const [shouldBe, caught] = [new Map<number, number>(), new Map<number, number>()];
    for (let frame = 1; frame <= 200; frame++) {
      runTo(frame);
      const leader = leaderOf(network, frame);
      if (leader >= 9 && !shouldBe.has(leader)) shouldBe.set(leader, frame);
      for (let prover = 0; prover < provers.count; prover++)
        if (provers.kickFrame[prover] === frame) caught.set(prover, frame);
    }
    expect(caught.size).toBe(4);
    expect(caught).toEqual(shouldBe);
  });

  it("pays a caught member for the frame that caught it, and for no other", () => {
    const operators = [
      { class: "honest", count: 7, workers: 1 },
      { class: "empty", count: 1, workers: 1, holds: "0 %" },
    ];
    const stepped = open({ operators });
    stepped.runTo(100);
    const { provers, shards } = stepped.network.world;
    const cheater = 7;
    expect(provers.kickFrame[cheater]).toBeGreaterThan(20);
    expect(provers.kickFrame[cheater]).toBeLessThan(40);
    const share = BigInt(stepped.network.rewards.share(shards.rewardClass[0], 0));
    expect(share).toBeGreaterThan(0n);
    expect(stepped.balances()[cheater]).toBe(share);
  });

  it("leaves nothing of the seniority that a caught member earned, the frame that caught it included", () => {
    const operators = [
      { class: "honest", count: 7, workers: 1 },
      { class: "empty", count: 1, workers: 1, holds: "50 %", seniority: { points: 1000 } },
    ];
    const october = { voteWeight: "equal", quorumRule: "headCount", ringOrder: "joinFrameAddress" };
    const { network, runTo } = open({ operators }, { ...october, seniorityAccrual: "perActiveFrame" });
    runTo(100);
    settleSeniorities(network, 101);
    const { kickFrame, seniority } = network.world.provers;
    expect(kickFrame[7]).toBeGreaterThan(20);
    expect(seniority[7]).toBe(0);
    expect(seniority[0]).toBeGreaterThan(10 * 50);
  });

  it("watches nobody where all are honest or nothing is audited", () => {
    const cheats = { operators: [{ class: "empty", count: 12, workers: 1, holds: "0 %" }] };
    expect(open({}).network.cheaters).toBeNull();
    const unaudited = open(cheats, { storageAudit: "off" });
    unaudited.runTo(100);
    expect(unaudited.network.cheaters).toBeNull();
    expect(unaudited.network.world.totals.kicks).toBe(0);
    expect(unaudited.network.world.totals.active).toBe(12);
  });
});
