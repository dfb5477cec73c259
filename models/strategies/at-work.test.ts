/** What strategies do in a small network: that each does what its line says. Seeds are fixed. */
import { describe, expect, it } from "vitest";
import { writtenRun } from "../../test/written-run.js";
import { openNetwork, type ScenarioText, smallScenario, type SteppedNetwork } from "../../test/network-kit.js";
import { auditRun } from "../checks/audit-run.js";
import { ruleSets } from "../protocol/ground/rule-sets.js";
import { Status } from "../state/allocations.js";
import { strategies } from "./strategies.js";

const crowd = { class: "crowd", count: 30, workers: 1, strategy: "data greedy" };
const shards = { count: 3, world: "30 GB", skew: "zipf 0.8" };
const switches = { epochFrames: 60 };

/** Rows of allocations that the second class holds, in some status. */
function held({ network: { world } }: SteppedNetwork, status: number): number[] {
  const { allocations, provers, nodes } = world;
  return Array.from({ length: allocations.count }, (_unused, row) => row).filter(
    (row) => allocations.status[row] === status && nodes.operatorClass[provers.node[allocations.prover[row]]] === 1,
  );
}

describe("smallest ring", () => {
  it("is worth more the lower the ring, whatever it pays, and nothing beyond the deepest", () => {
    const { worth } = strategies.create(
      { ...strategies.defaults("smallest ring"), deepest: 2 },
      { rules: ruleSets["v2.1-epoch"] },
    );
    const shard = { sizeBytes: 1, rewardUnits: 1, active: 1, joining: 0 };
    const rich = { ...shard, sizeBytes: 1e9, rewardUnits: 1e9 };
    expect(worth({ ...shard, ring: 0 })).toBeGreaterThan(worth({ ...rich, ring: 1 }));
    expect(worth({ ...shard, ring: 2 })).toBeGreaterThan(0);
    expect(worth({ ...rich, ring: 3 })).toBe(-1);
  });

  it("fills the outer rings of no shard while another has room further in", () => {
    const { network, runTo } = openNetwork(
      smallScenario({
        rules: "v2.1-frames",
        horizon: "12 h",
        operators: [
          { class: "low", count: 60, workers: 1, strategy: "smallest ring", arrive: "0/d", appear: { until: "10 h" } },
        ],
        shards: { count: 4, world: "20 GB", skew: "zipf 1" },
        network: { messageLoss: "0 %" },
      }),
    );
    runTo(4300);
    const active = [...network.world.shards.active.subarray(0, 4)];
    expect(active.reduce((sum, count) => sum + count, 0)).toBe(60);
    // Sixty are one ring of eight on each of four shards, and a second on three and a half.
    for (const count of active) expect(Math.ceil(count / 8)).toBe(2);
  });
});

const ringsOf = (stepped: SteppedNetwork): number[] =>
  held(stepped, Status.active).map((row) => stepped.network.world.allocations.ring[row]);

describe("seniority sniper", () => {
  const snipers = { class: "snipers", count: 12, workers: 1, appear: { from: "12 h", until: "13 h" } };
  const open = (strategy: string, more: ScenarioText): SteppedNetwork => {
    const sent = { ...snipers, seniority: { points: 1_000_000 }, strategy };
    const stepped = openNetwork(
      smallScenario({ horizon: "2 d", switches, operators: [{ ...crowd, workers: 2 }, sent], shards, ...more }),
    );
    stepped.runTo(12_000);
    return stepped;
  };

  it("takes ring 0 from who is less senior where rings go by seniority", () => {
    const bySeniority = { switches: { ...switches, ringOrder: "seniorityFirst" } };
    const rings = ringsOf(open("seniority sniper", bySeniority));
    expect(rings.length).toBe(12);
    expect(new Set(rings)).toEqual(new Set([0]));
  });

  it("has nothing to take where the rings are full and go by who came first, and waits", () => {
    const full = { shards: { ...shards, count: 2 } };
    expect(ringsOf(open("seniority sniper", full))).toEqual([]);
    expect(ringsOf(open("reward greedy", full)).length).toBe(12);
  });

  it("comes in when room is made", () => {
    const freed = {
      shards: { ...shards, count: 2 },
      timeline: [{ at: "1 d", departures: { class: "crowd", count: 26, over: "1 h" } }],
    };
    const rings = ringsOf(open("seniority sniper", freed));
    expect(rings.length).toBeGreaterThanOrEqual(8);
    expect(new Set(rings)).toEqual(new Set([0]));
  });

  it("gives up a join that others were quicker for, and is confirmed in ring 0 only", () => {
    // A shard of two positions, and twelve who want them at once.
    const few = {
      shards: { count: 2, world: "20 GB" },
      switches: { ...switches, haltThreshold: 0 },
      rules: "v2.1-simplex",
    };
    const operators = [
      { class: "first", count: 6, workers: 2 },
      {
        class: "snipers",
        count: 12,
        workers: 1,
        strategy: "seniority sniper",
        appear: { from: "12 h", until: "12 h" },
      },
    ];
    const scenario = smallScenario({ horizon: "1 d", operators, ...few });
    const stepped = openNetwork(scenario);
    stepped.runTo(8000);
    const rings = ringsOf(stepped);
    expect(rings.length).toBe(4);
    expect(new Set(rings)).toEqual(new Set([0]));
    expect(stepped.network.world.totals.rejects).toBeGreaterThan(0);
    const run = writtenRun(scenario);
    expect(run.events.some(({ why }) => why === "it would come into a ring that its strategy does not want")).toBe(
      true,
    );
    expect(auditRun(run).findings).toEqual([]);
  });
});

/** Leaves asked for up to a frame, in a network in which three shards fill unequally. */
const leaves = (strategy: unknown, frame: number): number => {
  const operators = [crowd, { class: "hops", count: 24, workers: 1, strategy }];
  const { network, runTo } = openNetwork(
    smallScenario({ rules: "v2.1-simplex", horizon: "4 d", switches, operators, shards }),
  );
  runTo(frame);
  return network.world.totals.leaves;
};
const patient = (patience: string): ScenarioText => ({ kind: "hopper", patience });

describe("hopper", () => {
  it("moves where the default node stays, and not before its patience is over", () => {
    // Six hours are 2,160 frames.
    expect(leaves("reward greedy", 8000)).toBe(0);
    expect(leaves(patient("0 s"), 2000)).toBeGreaterThan(0);
    expect(leaves(patient("6 h"), 2160)).toBe(0);
    expect(leaves(patient("6 h"), 8000)).toBeGreaterThan(0);
    expect(leaves(patient("100 d"), 8000)).toBe(0);
  });

  it("never moves where an allocation has to keep nothing", () => {
    expect(leaves({ kind: "hopper", keep: "0 %", patience: "0 s" }, 8000)).toBe(0);
    expect(leaves({ kind: "hopper", keep: "60 %", patience: "0 s" }, 8000)).toBeGreaterThan(0);
  });
});
