/** Seniority that changes in a simulated network, and the rings and committees that follow. */
import { describe, expect, it } from "vitest";
import {
  openNetwork,
  type ScenarioText,
  type SteppedNetwork,
  smallScenario,
  allocationsByProver,
} from "../../../test/network-kit.js";
import { countDifferences } from "../../../test/recount.js";
import { ActiveFrames } from "../../state/active-frames.js";
import { changeSeniority } from "./change-seniority.js";
import { Nodes } from "../../state/nodes.js";
import { Provers } from "../../state/provers.js";

const open = (operator: ScenarioText, switches: ScenarioText = {}, fields: ScenarioText = {}): SteppedNetwork =>
  openNetwork(
    smallScenario({
      horizon: "10 h",
      switches: { epochFrames: 20, maximumProvers: 1000, ringOrder: "seniorityFirst", ...switches },
      operators: [{ class: "nodes", count: 20, workers: 1, outage: "365 d", ...operator }],
      shards: { count: 1, world: "10 GB" },
      network: { messageLoss: "0 %" },
      ...fields,
    }),
  );

/** Rings of all provers of a network with one allocation each. */
const ringsOf = ({ network }: SteppedNetwork): number[] =>
  allocationsByProver(network).map(([allocation]) => network.world.allocations.ring[allocation]);

/** Takes a node away, or brings it back, at a frame. */
function setOnline({ network: { kernel, kinds, scenario } }: SteppedNetwork, frame: number, online: 0 | 1): void {
  kernel.schedule(kinds.presence, frame * scenario.frames.pace, 0, 0, online);
}

/** What an outage of 30 frames costs, points. */
const fall = (pauses: boolean, seniorityDecay: string): number => {
  const stepped = open({ seniority: { points: 100_000 }, pauses }, { seniorityDecay });
  setOnline(stepped, 100, 0);
  setOnline(stepped, 130, 1);
  stepped.runTo(140);
  return 100_000 - stepped.network.world.provers.seniority[0];
};

describe("a change of seniority", () => {
  it("moves a prover to its rank in the frame in which it shows, and everybody behind with it", () => {
    const stepped = open({ seniority: { points: 100 } });
    const { network, runTo } = stepped;
    runTo(100);
    const last = ringsOf(stepped).indexOf(2);
    const before = ringsOf(stepped);
    changeSeniority(network, last, 101, "seniority.unit");
    network.wake(101);
    runTo(101);
    expect(ringsOf(stepped)[last]).toBe(0);
    // One of ring 0 and one of ring 1 made way.
    expect(ringsOf(stepped).filter((ring, prover) => ring !== before[prover])).toHaveLength(3);
    expect(network.world.shards.seniorityTotal[0]).toBe(2001);
    expect(countDifferences(network, 101)).toEqual([]);
  });
});

describe("old peer ids", () => {
  it("add to what there is by a merge, and replace it at best with a join", () => {
    const bring = { mergeBrings: { points: 700 }, seniority: { points: 500 } };
    const merged = open({ ...bring, mergeSeniority: "10 min" });
    merged.runTo(200);
    expect([...merged.network.world.provers.seniority.subarray(0, 20)]).toEqual(Array.from({ length: 20 }, () => 1200));
    const joined = open({ ...bring, mergeSeniority: "with join" });
    joined.runTo(200);
    expect([...joined.network.world.provers.seniority.subarray(0, 20)]).toEqual(Array.from({ length: 20 }, () => 700));
    expect(joined.network.world.shards.seniorityTotal[0]).toBe(14_000);
  });

  it("are used once, by one node of their operator, and only if they bring more than there is", () => {
    const operators = { count: 1, nodes: 5, mergeSeniority: "10 min", mergeBrings: { points: 700 } };
    const once = open({ ...operators, seniority: { points: 500 } });
    once.runTo(200);
    const points = [...once.network.world.provers.seniority.subarray(0, 5)].toSorted((a, b) => a - b);
    expect(points).toEqual([500, 500, 500, 500, 1200]);
    const tooFew = open({ ...operators, seniority: { points: 700 } });
    tooFew.runTo(200);
    expect([...tooFew.network.world.provers.seniority.subarray(0, 5)]).toEqual([700, 700, 700, 700, 700]);
  });

  it("put those who bring them into the inner rings", () => {
    const stepped = open(
      {},
      {},
      {
        operators: [
          { class: "plain", count: 12, workers: 1, seniority: { points: 500 } },
          { class: "merging", count: 8, workers: 1, mergeSeniority: "20 min", mergeBrings: { points: 700 } },
        ],
      },
    );
    stepped.runTo(100);
    expect(ringsOf(stepped).slice(12)).not.toContain(0);
    stepped.runTo(200);
    expect(ringsOf(stepped).slice(12)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(countDifferences(stepped.network, 200)).toEqual([]);
  });
});

describe("seniority that grows", () => {
  it("by 10 a frame of activity puts who was away behind who stayed, with the epoch's end", () => {
    const stepped = open({ seniority: { points: 100 } }, { seniorityAccrual: "perActiveFrame" });
    const { network, runTo } = stepped;
    setOnline(stepped, 100, 0);
    setOnline(stepped, 130, 1);
    runTo(99);
    const { seniority } = network.world.provers;
    const before = [...seniority.subarray(0, 2)];
    runTo(140);
    expect(seniority[1] - before[1]).toBe(10 * 60);
    expect(seniority[0] - before[0]).toBe(10 * 30);
    expect(ringsOf(stepped)[0]).toBe(2);
    expect(countDifferences(network, 140)).toEqual([]);
  });

  it("counts a frame once however many allocations a prover has in it, and none on a shard that stands still", () => {
    const [nodes, provers] = [new Nodes(), new Provers()];
    const node = nodes.add({ name: "one", operatorClass: 0, operator: 0 });
    const prover = provers.add({ key: "one", node });
    nodes.online[node] = 1;
    const active = new ActiveFrames({ nodes, provers, framesBetween: (from, until) => until - from });
    const taken = (frame: number): number => {
      let frames = 0;
      active.take(frame, (_prover, credited) => (frames += credited));
      return frames;
    };
    active.changePositions(prover, 1, 10);
    active.changePositions(prover, 1, 15);
    expect(taken(20)).toBe(10);
    active.changePositions(prover, -1, 25);
    expect(taken(30)).toBe(10);
    active.changePositions(prover, -1, 34);
    expect(taken(40)).toBe(4);
    expect(taken(50)).toBe(0);
  });

  it("falls by the square of missed frames where it decays, but not for a pause", () => {
    expect(fall(false, "quadratic")).toBe(10 * 30 * 30);
    expect(fall(true, "quadratic")).toBe(0);
    expect(fall(false, "none")).toBe(0);
  });
});
