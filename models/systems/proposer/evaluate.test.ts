/** What nodes ask for and answer in a world: by the log, which says what was sent and what came of it. */
import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario, type SteppedNetwork } from "../../../test/network-kit.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import { Status } from "../../state/allocations.js";

interface Said {
  readonly frame: number;
  readonly prover: number;
  readonly shard: number;
  readonly what: string;
  readonly why: string;
}

const open = (fields: ScenarioText): SteppedNetwork => openNetwork(smallScenario(fields), "1", { events: true });
const said = ({ network: { log } }: SteppedNetwork, ...what: readonly string[]): readonly Said[] =>
  Array.from({ length: log?.count ?? 0 }, (_unused, row) => log!.at(row)).filter((row) => what.includes(row.what));

const gaps = (frames: readonly number[]): number[] => frames.slice(1).map((frame, k) => frame - frames[k]);

const day = 8640;
const oneNode = { class: "one", count: 1, workers: 3 };

describe("a node with free workers", () => {
  it("proposes at its first look as many joins as it has workers, each on a shard of its own, and then no more", () => {
    const stepped = open({ operators: [oneNode], shards: { count: 8, world: "20 GB" }, horizon: "1 d" });
    stepped.runTo(day);
    const proposals = said(stepped, "proposes to join");
    expect(proposals).toHaveLength(3);
    expect(new Set(proposals.map(({ frame }) => frame)).size).toBe(1);
    expect(new Set(proposals.map(({ shard }) => shard)).size).toBe(3);
  });

  it("asks for nothing more while its proposals are under way, though it gains workers", () => {
    const stepped = open({
      operators: [{ ...oneNode, follow: "cores" }],
      observed: { source: "a test", timeDays: [0, 0.05], columns: { cores: [0, 300] } },
      shards: { count: 400, world: "20 GB" },
      network: { messageLoss: "100 %" },
      horizon: "3000 s",
    });
    stepped.runTo(300);
    const frames = [...new Set(said(stepped, "proposes to join").map(({ frame }) => frame))];
    expect(frames.length).toBeGreaterThan(5);
    for (let k = 1; k < frames.length; k++)
      expect(frames[k] - frames[k - 1]).toBeGreaterThanOrEqual(nodeTiming.proposalTimeout);
  });

  it("waits when there is no shard left for it, and proposes again when there is one more", () => {
    const stepped = open({
      operators: [{ ...oneNode, count: 9, workers: 2 }],
      shards: { count: 1, world: "20 GB" },
      switches: { maximumProvers: 8, splitMembership: "bySeniority" },
      horizon: "3 d",
    });
    stepped.runTo(3 * day);
    const first = said(stepped, "proposes to join").filter(({ shard }) => shard === 0);
    expect(first).toHaveLength(9);
    const appeared = said(stepped, "shard appears").filter(({ frame }) => frame > first[0].frame);
    expect(appeared.length).toBeGreaterThan(0);
    const later = said(stepped, "proposes to join").filter(({ shard }) => shard > 0);
    expect(later.length).toBeGreaterThan(0);
    expect(Math.min(...later.map(({ frame }) => frame))).toBeGreaterThanOrEqual(appeared[0].frame);
  });
});

describe("a node that loses workers", () => {
  const losing: ScenarioText = {
    operators: [{ ...oneNode, workers: 14, follow: "cores" }],
    // Twelve workers within 86 frames.
    observed: { source: "a test", timeDays: [0, 1, 1.01], columns: { cores: [14, 14, 2] } },
    shards: { count: 16, world: "20 GB" },
    horizon: "4 d",
  };

  it("leaves as many allocations as it has no workers for, the worst first, and ends with one a worker", () => {
    const stepped = open(losing);
    stepped.runTo(day);
    const { allocations, nodes } = stepped.network.world;
    const active = (): number =>
      Array.from({ length: allocations.count }, (_unused, row) => row).filter(
        (row) => allocations.status[row] === Status.active,
      ).length;
    expect([nodes.workers[0], active()]).toEqual([14, 14]);
    stepped.runTo(4 * day);
    expect([nodes.workers[0], active()]).toEqual([2, 2]);
    const asked = said(stepped, "node asks to leave");
    expect(new Set(asked.map(({ shard }) => shard)).size).toBe(12);
    expect(new Set(asked.map(({ why }) => why))).toEqual(new Set(["the node has no worker for it"]));
    // A node asks at most every 4 frames, for one allocation at most every 20.
    const frames = [...new Set(asked.map(({ frame }) => frame))];
    expect(frames.length).toBeGreaterThan(2);
    expect(Math.min(...gaps(frames))).toBe(nodeTiming.proposal);
    for (const shard of new Set(asked.map((row) => row.shard))) {
      const ofShard = asked.filter((row) => row.shard === shard).map(({ frame }) => frame);
      expect(Math.min(...gaps(ofShard), 1000)).toBeGreaterThanOrEqual(nodeTiming.leaveSameFilter);
    }
  });
});

describe("a node whose operator leaves", () => {
  it("asks to leave every allocation, takes no other, and is gone when it holds none", () => {
    const stepped = open({
      operators: [{ ...oneNode, leave: "after 1 d" }],
      shards: { count: 8, world: "20 GB" },
      horizon: "4 d",
    });
    stepped.runTo(4 * day);
    const [begins] = said(stepped, "begins to leave");
    const [gone] = said(stepped, "is gone");
    const asked = said(stepped, "node asks to leave");
    expect(new Set(asked.map(({ shard }) => shard)).size).toBe(3);
    expect(new Set(asked.map(({ why }) => why))).toEqual(new Set(["its operator leaves"]));
    expect(Math.min(...asked.map(({ frame }) => frame))).toBeGreaterThanOrEqual(begins.frame);
    expect(said(stepped, "proposes to join").filter(({ frame }) => frame >= begins.frame)).toEqual([]);
    const closed = said(stepped, "place closed", "leave confirmed");
    expect(gone.frame).toBeGreaterThanOrEqual(Math.max(...closed.map(({ frame }) => frame)));
    const { nodes, totals } = stepped.network.world;
    expect([nodes.gone[0], nodes.workersBusy[0], totals.peers, totals.active]).toEqual([1, 0, 0, 0]);
  });
});
