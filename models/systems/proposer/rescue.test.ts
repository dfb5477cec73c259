/**
 * One shard becomes thin, and every node of the others could give its worker to it: who does, under June's rule and October's
 * (protocol.md section 9, thin-shard rescue).
 */
import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";

const frameUs = 10_000_000;

/** Seven shards with six nodes of one worker each. All nodes of the first shard fall silent in frame 100 and never come back. */
function fallingSilent(thinShardRescue: string) {
  const { network, runTo } = openNetwork(
    smallScenario({
      rules: "v2.1-epoch",
      horizon: "2 d",
      operators: [{ class: "nodes", count: 42, workers: 1, outage: "3650 d" }],
      shards: { count: 7, world: "7 GiB" },
      start: { active: 42, joining: 0, health: { healthy: 7, needsCoverage: 0, haltRisk: 0 }, rings: [7] },
      network: { messageLoss: "0 %" },
      switches: {
        thinShardRescue,
        thinTargets: thinShardRescue === "releasable" ? "hash" : "score",
        mergeRule: "off",
        reconfirm: "ahead",
        leaveGate: "committee",
      },
    }),
  );
  const { kernel, kinds, world } = network;
  runTo(50);
  for (const row of world.shards.ranked[0])
    kernel.schedule(kinds.presence, 100 * frameUs, world.provers.node[world.allocations.prover[row]], 0, 0);
  let perThinShard = 0;
  const coverage = (): readonly number[] => [...world.shards.covering.subarray(0, 7)];
  return {
    perThinShard: () => perThinShard,
    at: (frame: number) => {
      runTo(frame);
      const { leaves, rescueLeaves, thinStreaks, shardsAtHaltRisk, haltedShards } = world.totals;
      expect(rescueLeaves).toBe(leaves);
      perThinShard = rescueLeaves / thinStreaks;
      return { leaves, thin: shardsAtHaltRisk, halted: haltedShards, coverage: coverage() };
    },
  };
}

/** Their nodes are evicted, 360 frames after they were heard for the last time. */
const falls = 460;
const epoch = 720;

describe("a shard that becomes thin", () => {
  it("makes nodes of all other shards leave under `everyNode`, again in every epoch, until a halt ends it: the herd", () => {
    const { at } = fallingSilent("everyNode");
    expect(at(falls - 1)).toMatchObject({ leaves: 0, thin: 0 });
    const herd = at(falls + 20);
    // As many as look before they see how many have asked already, so that others are thin now.
    expect(herd.leaves).toBeGreaterThan(12);
    expect(herd.thin).toBeGreaterThan(1);
    // June's nodes stay after all, and ask again: help is promised each time, and never arrives.
    expect(at(epoch + 20).leaves).toBeGreaterThan(1.9 * herd.leaves);
    const end = at(10 * epoch);
    expect(end.leaves).toBeGreaterThan(50);
    expect(end).toMatchObject({ thin: 1, halted: 1, coverage: [0, 6, 6, 6, 6, 6, 6] });
  });

  it("calls only those whom their shards can spare under `releasable`: no other becomes thin, and it is rescued", () => {
    const { at, perThinShard } = fallingSilent("releasable");
    expect(at(falls - 1)).toMatchObject({ leaves: 0, thin: 0 });
    // Six on a shard, four have to stay: two of each may ask.
    const called = { leaves: 12, thin: 1, coverage: [0, 4, 4, 4, 4, 4, 4] };
    expect(at(falls + 20)).toMatchObject(called);
    expect(at(3 * epoch - 1)).toMatchObject(called);
    // Asked in epoch 0, confirmed in 1, gone and joining in 2, confirmed in 3, in effect in 4.
    const rescued = { leaves: 12, thin: 0, halted: 0, coverage: [12, 4, 4, 4, 4, 4, 4] };
    expect(at(4 * epoch)).toMatchObject(rescued);
    expect(at(20 * epoch)).toMatchObject(rescued);
    expect(perThinShard()).toBe(12);
  });

  it("moves nobody where nobody rescues", () => {
    expect(fallingSilent("none").at(3 * epoch)).toMatchObject({ leaves: 0, thin: 1 });
  });
});
