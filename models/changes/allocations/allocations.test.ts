/** How allocations on shards come and go in a simulated network, under both lifecycles. */
import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, type SteppedNetwork, smallScenario } from "../../../test/network-kit.js";
import { Status } from "../../state/allocations.js";
import { countProposals } from "./change-status.js";
import { Message } from "../message-port.js";
import { type RequestKind, sendRequest } from "../messages/send-request.js";

const epochFrames = 100;
const open = (rules: string, count: number, fields: ScenarioText = {}): SteppedNetwork => {
  const switches = { epochFrames, maximumProvers: 1000, ...(fields["switches"] as ScenarioText) };
  const operators = [{ class: "nodes", count, workers: 1, outage: "365 d" }];
  const shards = { count: 1, world: "10 GB" };
  const network = { messageLoss: "0 %" };
  return openNetwork(smallScenario({ rules, horizon: "10 h", operators, shards, network, ...fields, switches }));
};

/** First frame after which something is so, from the frame given on. */
function firstFrame(stepped: SteppedNetwork, isSo: () => boolean, { from = 1, to = 3000 } = {}): number {
  for (let frame = from; frame <= to; frame++) {
    stepped.runTo(frame);
    if (isSo()) return frame;
  }
  return Number.POSITIVE_INFINITY;
}

/** Sends a message of a node's only allocation as if the node had looked in this frame. */
function tell({ network }: SteppedNetwork, allocation: number, operation: RequestKind, frame: number): void {
  network.world.frame = frame;
  sendRequest(network, network.world.allocations.prover[allocation], operation, [allocation]);
}

/** A node on a shard with so many in all asks to leave in one epoch and confirms in the next. */
const leaveOf = (count: number) => {
  const stepped = open("v2.1-epoch", count);
  const { allocations } = stepped.network.world;
  stepped.runTo(350);
  tell(stepped, 0, Message.leave, 350);
  stepped.runTo(399);
  const isOutAtOnce = allocations.status[0] === Status.leaving && allocations.ring[0] < 0;
  // Arrives in the first frame of the window, before its node takes the leave back for want of a reason.
  tell(stepped, 0, Message.confirm, 399);
  stepped.runTo(400);
  const isHeard = allocations.leaveConfirmFrame[0] === 400;
  const over = firstFrame(stepped, () => allocations.status[0] === Status.left, { from: 400, to: 600 });
  return { isOutAtOnce, isHeard, over };
};

/** 120 nodes on three shards, of which some go off at the same moment. */
const withOff = (off: number, switches: ScenarioText = {}) => {
  const stepped = open("v2.1-frames", 120, {
    switches: { keepThresholdPercent: 0, ...switches },
    shards: { count: 3, world: "10 GB" },
  });
  const { network } = stepped;
  stepped.runTo(1000);
  const { pace } = network.scenario.frames;
  for (let prover = 0; prover < off; prover++) network.kernel.schedule(network.kinds.presence, 1001 * pace, prover);
  return { stepped, network, evicted: () => [...network.world.provers.kickFrame.subarray(0, 120)] };
};

describe("a join", () => {
  it.each([
    ["raw", "at once, as the node's committees do", 0],
    ["effective", "at once where nobody serves yet", 0],
    ["effective", "from the epoch after where somebody does, as the design says", 1],
  ])(
    "under epochs is confirmed in the next epoch, covers in the one after, and with %s membership sits %s",
    (...row) => {
      const [committeeMembership, , epochsLater] = row;
      const old = { class: "old", count: 8, workers: 1 };
      const late = { class: "late", count: 1, workers: 1, appear: { from: "2 h", until: "2 h" } };
      const fields = epochsLater === 1 ? { operators: [old, late] } : {};
      const stepped = open("v2.1-epoch", 8, { switches: { committeeMembership }, ...fields });
      const { allocations } = stepped.network.world;
      const one = epochsLater === 1 ? 8 : 0;
      firstFrame(stepped, () => allocations.count > one && allocations.status[one] === Status.joining);
      const asked = allocations.joinFrame[one];
      const confirmed = firstFrame(stepped, () => allocations.status[one] === Status.active, { from: asked });
      const sits = firstFrame(stepped, () => allocations.ring[one] >= 0, { from: confirmed });
      const covers = firstFrame(stepped, () => allocations.covers[one] === 1, { from: sits });
      expect(Math.floor(confirmed / epochFrames)).toBe(Math.floor(asked / epochFrames) + 1);
      expect(covers).toBe((Math.floor(asked / epochFrames) + 2) * epochFrames);
      expect(sits).toBe(epochsLater === 0 ? confirmed : covers);
    },
  );

  it("earns from the frame of its confirmation on with raw membership", () => {
    const stepped = open("v2.1-epoch", 1);
    const { allocations, totals } = stepped.network.world;
    const confirmed = firstFrame(stepped, () => allocations.status[0] === Status.active);
    expect(stepped.balances()).toEqual([BigInt(totals.unitsPerFrame)]);
    expect(totals.unitsPerFrame).toBeGreaterThan(0);
    expect(confirmed).toBeLessThan(2 * epochFrames);
  });

  it("under frame windows is confirmed 360 to 720 frames later, and sits and covers at once", () => {
    const stepped = open("v2.1-frames", 8);
    const { allocations } = stepped.network.world;
    const confirmed = firstFrame(stepped, () => allocations.status[0] === Status.active);
    const waited = confirmed - allocations.joinFrame[0];
    expect(waited).toBeGreaterThanOrEqual(360);
    expect(waited).toBeLessThanOrEqual(720);
    expect([allocations.ring[0] >= 0, allocations.covers[0]]).toEqual([true, 1]);
  });

  it("that nobody answers lapses: after the next epoch, or after 720 frames", () => {
    const lapsed = (["v2.1-epoch", "v2.1-frames"] as const).map((rules) => {
      const stepped = open(rules, 1, { operators: [{ class: "silent", count: 1, workers: 1, answers: "never" }] });
      const { allocations } = stepped.network.world;
      const asked = firstFrame(stepped, () => allocations.count > 0 && allocations.status[0] === Status.joining);
      const over = firstFrame(stepped, () => allocations.status[0] === Status.left, { from: asked });
      return rules === "v2.1-epoch" ? over : over - asked;
    });
    expect(lapsed).toEqual([2 * epochFrames, 721]);
  });

  it("is refused under epochs while a split of its shard is noted, and its worker is free again after 10 frames", () => {
    const stepped = open("v2.1-epoch", 12, { switches: { maximumProvers: 8 } });
    const { world } = stepped.network;
    const node = world.nodes.add({ name: "late", operatorClass: 0, operator: 0 });
    const late = world.provers.add({ key: "late", node });
    world.nodes.prover[node] = late;
    world.nodes.workers[node] = 1;
    const noted = firstFrame(stepped, () => world.shards.splitFrame[0] > 0);
    const allocation = world.allocations.add(late, 0);
    world.allocations.joinFrame[allocation] = noted;
    world.allocationIndex.open(allocation);
    countProposals(world, late, 1);
    tell(stepped, allocation, Message.join, noted);
    stepped.runTo(noted + 1);
    expect(world.allocations.status[allocation]).toBe(Status.proposed);
    stepped.runTo(noted + 10);
    expect([world.allocations.status[allocation], world.nodes.workersBusy[node]]).toEqual([Status.left, 0]);
    expect(noted + 10).toBeLessThan(world.shards.splitFrame[0]);
  });
});

describe("a leave under epochs", () => {
  it("is confirmed in the next epoch and over at the end of it where 5 others stay", () => {
    expect(leaveOf(6)).toEqual({ isOutAtOnce: true, isHeard: true, over: 500 });
  });

  it("is not confirmed where only 4 others stay, and its node takes it back", () => {
    expect(leaveOf(5)).toEqual({ isOutAtOnce: true, isHeard: false, over: Number.POSITIVE_INFINITY });
  });
});

describe("a node that goes off", () => {
  it("is evicted once it has been idle for more than 360 frames, with all its allocations", () => {
    const { stepped, network, evicted } = withOff(1);
    stepped.runTo(1360);
    expect(evicted()[0]).toBe(0);
    stepped.runTo(1361);
    expect(evicted()[0]).toBe(1361);
    expect(network.world.nodes.workersBusy[network.world.provers.node[0]]).toBe(0);
    expect(network.world.totals.evictions).toBe(1);
  });

  it("cannot come back under its key", () => {
    const { stepped, network } = withOff(1);
    const { pace } = network.scenario.frames;
    network.kernel.schedule(network.kinds.presence, 1500 * pace, 0, 0, 1);
    stepped.runTo(3000);
    expect(network.world.nodes.online[network.world.provers.node[0]]).toBe(1);
    expect(network.world.nodes.workersBusy[network.world.provers.node[0]]).toBe(0);
    expect(network.world.totals.active).toBe(119);
  });

  it("is one of at most 25 that are evicted in a frame, in the order of addresses", () => {
    const { stepped, network, evicted } = withOff(30);
    stepped.runTo(1400);
    const { provers } = network.world;
    const byAddress = Array.from({ length: 30 }, (_unused, prover) => prover).sort((a, b) =>
      provers.addressHex(a) < provers.addressHex(b) ? -1 : 1,
    );
    expect(byAddress.map((prover) => evicted()[prover])).toEqual(
      byAddress.map((_prover, allocation) => (allocation < 25 ? 1361 : 1362)),
    );
  });

  it("is deferred while any shard is at the halt threshold", () => {
    const { stepped, network } = withOff(30, { haltThreshold: 60, haltGraceFrames: 1_000_000 });
    stepped.runTo(3000);
    expect(network.world.totals).toMatchObject({ evictions: 0, shardsAtHaltRisk: 3, haltedShards: 0 });
  });

  it("before evictions begin, as on mainnet, is evicted with the first of them if it is still away", () => {
    const frames = { first: 673_000, history: "mainnet" };
    const stepped = open("v2.1-epoch", 12, { frames, switches: { haltThreshold: 0 }, horizon: "5 h" });
    const { kernel, kinds, world } = stepped.network;
    stepped.runTo(300);
    kernel.schedule(kinds.presence, 301 * 10_000_000, 0);
    stepped.runTo(1569);
    expect([world.provers.kickFrame[0], world.totals.evictions]).toEqual([0, 0]);
    stepped.runTo(1570);
    expect([world.provers.kickFrame[0], world.totals.evictions]).toEqual([674_570, 1]);
  });

  it("before it could ask to leave, as its operator wants, is gone when it is evicted", () => {
    const { stepped, network } = withOff(0);
    const { provers, nodes, totals } = network.world;
    network.kernel.schedule(network.kinds.operatorLeaves, 1001 * 10_000_000, nodes.operator[provers.node[0]]);
    network.kernel.schedule(network.kinds.presence, 1002 * 10_000_000, 0);
    stepped.runTo(1361);
    expect([nodes.departing[provers.node[0]], nodes.gone[provers.node[0]], totals.peers]).toEqual([1, 0, 120]);
    stepped.runTo(1363);
    expect([provers.kickFrame[0], nodes.gone[provers.node[0]], totals.peers]).toEqual([1362, 1, 119]);
  });
});
