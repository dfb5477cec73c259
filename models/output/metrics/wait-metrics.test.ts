import { beforeAll, describe, expect, it } from "vitest";
import { openNetwork, runScenario, smallScenario } from "../../../test/network-kit.js";
import { type Wait } from "../../../sim/stats/survival.js";
import { stateOfShard } from "../../protocol/coverage/health.js";
import { Status } from "../../state/allocations.js";
import { waitMetrics, type Waits, waitsOf } from "./wait-metrics.js";

const fields = {
  operators: [
    { class: "here", count: 30, workers: 2, uptime: "60 %", outage: "30 min" },
    { class: "late", count: 0, workers: 3, arrive: "40/d", leave: "half-life 6 h" },
  ],
  shards: { count: 8, world: "20 GB" },
};
const frames = 6000;

interface Seen {
  readonly first: number;
  readonly full: number;
}

const counted = (list: readonly Wait[]): number[] => list.filter(({ isOver }) => isOver).map(({ span }) => span);

describe.each(["v2.1-frames", "v2.1-epoch"])("what nodes and shards wait for under %s", (rules) => {
  const scenario = smallScenario({ ...fields, rules, horizon: `${frames * 10} s` });
  let waits: Waits;
  /** Looked at after every frame: of each node when it was active, and of shards how long they lacked health. */
  const nodesSeen: Seen[] = [];
  const spans: number[] = [];
  let openSpells = 0;
  let appearedUs: ArrayLike<number> = [];
  let operatorClass: ArrayLike<number> = [];

  const expected = (index: number, key: keyof Seen): number[] =>
    nodesSeen
      .map((seen, node) => ({ untilUs: seen[key] * 1e6, node }))
      .filter(({ untilUs, node }) => untilUs >= 0 && operatorClass[node] === index)
      .map(({ untilUs, node }) => (untilUs - appearedUs[node]) / 3.6e9);

  beforeAll(() => {
    const { network, runTo } = openNetwork(scenario);
    const { world, rules: switches } = network;
    const lost: (number | null | undefined)[] = [];
    for (let frame = 1; frame <= frames; frame++) {
      runTo(frame);
      const active = Array.from({ length: world.nodes.count }, () => 0);
      for (let row = 0; row < world.allocations.count; row++)
        if (world.allocations.status[row] === Status.active)
          active[world.provers.node[world.allocations.prover[row]]]++;
      active.forEach((count, node) => {
        const { first, full } = nodesSeen[node] ?? { first: -1, full: -1 };
        nodesSeen[node] = {
          first: first < 0 && count > 0 ? frame * 10 : first,
          full: full < 0 && count >= world.nodes.workers[node] ? frame * 10 : full,
        };
      });
      for (let shard = 0; shard < world.shards.count; shard++) {
        const { covering, halted, sizeBytes } = world.shards;
        const state = stateOfShard(
          { covering: covering[shard], halted: halted[shard] === 1, sizeBytes: sizeBytes[shard] },
          switches,
        );
        const since = lost[shard];
        if (state === "healthy" && typeof since === "number") spans.push((frame - since) * 10);
        if (state === "healthy") lost[shard] = null;
        else if (since === null) lost[shard] = frame;
      }
    }
    openSpells = lost.filter((since) => typeof since === "number").length;
    waits = waitsOf(network, network.kernel.nowUs);
    ({ appearedUs, operatorClass } = world.nodes);
  }, 60_000);

  it("is counted as whoever looks at every frame would, nodes that came late and left among them", () => {
    for (const index of [0, 1]) {
      expect(counted(waits.toFirst[index])).toEqual(expected(index, "first"));
      expect(counted(waits.toFull[index])).toEqual(expected(index, "full"));
    }
    expect([0, 1].map((index) => counted(waits.toFirst[index]).length > 10)).toEqual([true, true]);
    expect(waits.toFull[1].some(({ isOver }) => !isOver)).toBe(true);
    expect(waits.toFull[1].every(({ span }) => span >= 0)).toBe(true);
  });

  it("is over for shards as often, and after as long, as whoever looks at every frame sees", () => {
    expect(spans.length).toBeGreaterThan(5);
    const over = waits.toRecover.filter(({ isOver }) => isOver);
    const told = over.flatMap(({ span, count }) => Array.from({ length: count }, () => span * 3600));
    expect(told).toHaveLength(spans.length);
    spans.sort((a, b) => a - b).forEach((span, k) => expect(Math.abs(told[k] - span) / span).toBeLessThan(1 / 60));
    expect(waits.toRecover.length - over.length).toBe(openSpells);
  });
});

/** Of a run that ends between two reports, with nodes that still wait. */
const atEnd = (every: string): readonly unknown[] =>
  runScenario(
    smallScenario({
      rules: "v2.1-simplex",
      horizon: "12850 s",
      operators: [{ class: "nodes", count: 5, workers: 1, arrive: "200/d" }],
      switches: { epochFrames: 324, maximumProvers: 1 },
      shards: { prefixBits: 0, world: "1 MiB" },
      report: { every },
    }),
  ).metrics;

describe("metrics of waits", () => {
  it("are none before 2.1", () => {
    const before = { rules: "v2.0.6", switches: { ringSize: 50 }, frames: { first: 98_000 } };
    expect(waitMetrics(smallScenario({ ...before, shards: { count: 1, world: "1 GB" } }))).toEqual([]);
  });

  it("are, as all metrics of the end, the same whenever reports were made", () => {
    expect(atEnd("1 s")).toEqual(atEnd("1 h"));
  });

  it("say nothing of a wait that is over for too few", () => {
    const { metrics } = runScenario(smallScenario({ horizon: "10 min" }));
    const value = (name: string): unknown => metrics.find((metric) => metric.name === name)?.value;
    expect(value("operators.fullyActiveP90_hours[class=nodes]")).toBeNull();
    expect([value("shard.recoveries"), value("shard.recoveryMedian_hours")]).toEqual([0, null]);
  });
});
