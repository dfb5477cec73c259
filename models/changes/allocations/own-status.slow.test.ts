/** Provers to which operations write their status: out of all committees by a join elsewhere, until one of their places is confirmed. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { openNetwork, type ScenarioText, type SteppedNetwork, smallScenario } from "../../../test/network-kit.js";
import { countDifferences } from "../../../test/recount.js";
import { oneMore, withCell, withEvent } from "../../../test/planted.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";
import type { WrittenEvent } from "../../checks/replay/written-run.js";
import { Status } from "../../state/allocations.js";
import { Message } from "../message-port.js";
import { sendRequest } from "../messages/send-request.js";
import type { Network } from "../network.js";
import { openAllocation } from "./open.js";
import { recordedEpoch } from "./recorded-epoch.js";

const open = (switches: ScenarioText = {}, fields: ScenarioText = {}) =>
  openNetwork(
    smallScenario({
      rules: "v2.1-epoch",
      operators: [{ class: "nodes", count: 12, workers: 2 }],
      network: { messageLoss: "0 %" },
      horizon: "12 h",
      ...fields,
      switches: { epochFrames: 50, proverStatus: "lastOperation", ...switches },
    }),
  );

/** Runs to a frame, and steps that whether or not anything is due in it. */
function stepTo({ network, runTo }: SteppedNetwork, frame: number): void {
  network.wake(frame);
  runTo(frame);
}

const activeOf = ({ world }: Network, prover: number): number[] =>
  world.allocationIndex.of(prover).filter((allocation) => world.allocations.status[allocation] === Status.active);

const ringsOf = (network: Network, prover: number): number[] =>
  activeOf(network, prover).map((allocation) => network.world.allocations.ring[allocation]);

/** Somebody who serves two shards and asks for nothing. */
function settled({ world }: Network): number {
  const all = [...world.provers.active.subarray(0, world.provers.count).keys()];
  const isSettled = (prover: number): boolean =>
    world.provers.active[prover] === 2 && world.provers.joining[prover] + world.provers.leaving[prover] === 0;
  return all.find((prover) => isSettled(prover) && world.ownStatuses?.isActive(prover) !== false) ?? -1;
}

/** Lets a prover ask to join a shard that it is not on. */
function joinElsewhere(network: Network, prover: number): void {
  const { world } = network;
  const taken = new Set(world.allocationIndex.of(prover).map((allocation) => world.allocations.shard[allocation]));
  expect(taken.size).toBeLessThan(4);
  const shard = [0, 1, 2, 3].find((candidate) => !taken.has(candidate))!;
  const allocation = openAllocation(network, prover, shard, world.frame);
  sendRequest(network, prover, Message.join, [allocation]);
}

describe("a join on another shard, where operations are written to the prover", () => {
  it.each(["whenExpired", "ahead"])(
    "takes it out of all its rings and committees until one of its places is confirmed anew (%s)",
    (reconfirm) => {
      const opened = open({ reconfirm });
      const { network } = opened;
      const { world } = network;
      let frame = 211;
      stepTo(opened, frame);
      const prover = settled(network);
      expect(ringsOf(network, prover).every((ring) => ring >= 0)).toBe(true);
      joinElsewhere(network, prover);
      stepTo(opened, ++frame);
      expect(ringsOf(network, prover)).toEqual([-1, -1]);
      const shards = activeOf(network, prover).map((allocation) => world.allocations.shard[allocation]);
      for (const shard of shards)
        expect(world.shards.ranked[shard].map((allocation) => world.allocations.prover[allocation])).not.toContain(
          prover,
        );
      const epochs = () => activeOf(network, prover).map((allocation) => recordedEpoch(network, allocation, frame));
      const before = epochs();
      while (world.ownStatuses?.isActive(prover) === false) {
        expect(epochs()).toEqual(before);
        stepTo(opened, ++frame);
      }
      expect(epochs()).not.toEqual(before);
      expect(ringsOf(network, prover).every((ring) => ring >= 0)).toBe(true);
      expect(frame).toBeGreaterThan(212);
    },
  );

  it("leaves its coverage, and everybody else's rings, alone", () => {
    const opened = open();
    const { network } = opened;
    stepTo(opened, 211);
    const { shards } = network.world;
    const [covering, rings] = [[...shards.covering.subarray(0, 4)], [...shards.inRings.subarray(0, 4)]];
    joinElsewhere(network, settled(network));
    stepTo(opened, 212);
    expect([...shards.covering.subarray(0, 4)]).toEqual(covering);
    expect([...shards.inRings.subarray(0, 4)].reduce((sum, count) => sum + count)).toBe(
      rings.reduce((sum, count) => sum + count) - 2,
    );
  });

  it("sets its balance to zero, and what is lost is accounted", () => {
    const opened = open();
    const { network, balances } = opened;
    const { world } = network;
    stepTo(opened, 211);
    const prover = settled(network);
    const before = balances()[prover];
    expect(before).toBeGreaterThan(0n);
    const lost = world.ownStatuses?.zeroedUnits ?? 0n;
    joinElsewhere(network, prover);
    stepTo(opened, 212);
    // Nobody else joins in that frame, and whoever is in no ring earns nothing with it.
    expect(world.ownStatuses?.zeroedOf(prover)).toBe(before);
    expect(world.ownStatuses?.zeroedUnits).toBe(lost + before);
    expect(balances()[prover]).toBe(0n);
  });

  it("takes it out of nothing and costs nothing where provers have a status of their own for all", () => {
    const opened = open({ proverStatus: "aggregate" });
    const { network, balances } = opened;
    stepTo(opened, 211);
    const prover = settled(network);
    const before = balances()[prover];
    joinElsewhere(network, prover);
    stepTo(opened, 212);
    expect(network.world.ownStatuses).toBeNull();
    expect(ringsOf(network, prover).every((ring) => ring >= 0)).toBe(true);
    expect(balances()[prover]).toBeGreaterThan(before);
  });

  it("under windows of frames keeps it out until a join is confirmed, for nobody confirms anew there", () => {
    const opened = open({}, { rules: "v2.1-frames" });
    const { network } = opened;
    const { world } = network;
    stepTo(opened, 800);
    const prover = settled(network);
    joinElsewhere(network, prover);
    stepTo(opened, 801);
    const [joining] = world.allocationIndex
      .of(prover)
      .filter((allocation) => world.allocations.status[allocation] === Status.joining);
    stepTo(opened, 1160);
    expect(ringsOf(network, prover)).toEqual([-1, -1]);
    sendRequest(network, prover, Message.confirm, [joining]);
    stepTo(opened, 1161);
    expect(ringsOf(network, prover)).not.toContain(-1);
  });
});

describe("a reject of many filters, where operations are written to the prover", () => {
  it.each([
    ["lastOperation", 1],
    ["aggregate", 2],
  ])("is applied under %s to %i of two", (proverStatus, rejected) => {
    const opened = open({ proverStatus });
    const { network } = opened;
    const { world } = network;
    let frame = 1;
    while (world.provers.joining[0] < 2) stepTo(opened, ++frame);
    const joins = world.allocationIndex.of(0);
    expect(joins.map((allocation) => world.allocations.status[allocation])).toEqual([Status.joining, Status.joining]);
    stepTo(opened, 50);
    sendRequest(network, 0, Message.reject, joins);
    stepTo(opened, 51);
    expect(joins.filter((allocation) => world.allocations.status[allocation] === Status.left)).toEqual(
      joins.slice(0, rejected),
    );
  });
});

const isByConfirmation = ({ why }: WrittenEvent): boolean => why === "one of its allocations was confirmed again";

describe("an audit of networks where operations are written to the prover", () => {
  const drawn = fc.record({
    rules: fc.constantFrom("v2.1-epoch", "v2.1-frames"),
    reconfirm: fc.constantFrom("ahead", "whenExpired"),
    committeeMembership: fc.constantFrom("raw", "effective"),
    splitMembership: fc.constantFrom("reassignedByAddress", "roundRobin", "unchanged"),
    feeSink: fc.constantFrom("burn", "participants"),
    creditedSigners: fc.constantFrom("allInTime", "quorum"),
    quorumRule: fc.constant("headCount"),
    voteWeight: fc.constant("equal"),
  });

  it("finds nothing, whatever else the rules say", () => {
    const cases = drawn.chain(({ rules, ...switches }) => {
      const isEpoch = rules === "v2.1-epoch";
      const { reconfirm, ...others } = switches;
      return eventfulNetworks(rules, {
        proverStatus: "lastOperation",
        ...others,
        ...(isEpoch ? { reconfirm } : { epochFrames: 720 }),
      });
    });
    const forks = fc.constantFrom("0 %", "100 %");
    const property = fc.property(cases, forks, ({ seed, fields }, competingFrames) => {
      const fees = { transactions: "1/s", bytes: "10 kB" };
      const consensus = { leaderTimeouts: "on", competingFrames };
      const scenario = smallScenario({ ...fields, horizon: "4 h", fees, consensus });
      expect(auditRun(writtenRun(scenario, seed)).findings).toEqual([]);
    });
    fc.assert(property, { seed: 5, numRuns: 12 });
  });

  it("finds a prover that came back without a reason, or did not, and a balance that was kept", () => {
    const run = writtenRun(
      smallScenario({
        rules: "v2.1-epoch",
        horizon: "8 h",
        operators: [
          { class: "nodes", count: 12, workers: 2, uptime: "90 %", outage: "20 min" },
          { class: "growing", count: 4, workers: 3, arrive: "30/d", leave: "half-life 3 h" },
        ],
        shards: { count: 6, world: "20 GB", skew: "zipf 0.8", growth: "40 %/month" },
        switches: { epochFrames: 50, maximumProvers: 8, proverStatus: "lastOperation" },
      }),
    );
    expect(auditRun(run).findings).toEqual([]);
    const faults = [
      { ...run, events: run.events.filter((event) => !isByConfirmation(event)) },
      withEvent(run, isByConfirmation, (event) => ({ ...event, frame: event.frame - 1 })),
      withCell(run, "provers", "zeroed_units", oneMore),
      withCell(run, "operators", "zeroed_units", oneMore),
    ];
    for (const fault of faults) expect(auditRun(fault).count).toBeGreaterThan(0);
  });
});

describe("rings of a network whose provers have a status of their own", () => {
  it.each(["raw", "effective"])("are those of a count from nothing, shard by shard: %s", (committeeMembership) => {
    const operators = [{ class: "nodes", count: 20, workers: 3, uptime: "80 %", outage: "20 min" }];
    const switches = { committeeMembership, maximumProvers: 8 };
    const { network, runTo } = open(switches, { operators, shards: { count: 6, world: "20 GB" } });
    const differences: string[] = [];
    for (let frame = 1; frame <= 600; frame++) {
      runTo(frame);
      if (network.world.frame === frame) differences.push(...countDifferences(network, frame));
    }
    expect(differences.slice(0, 3)).toEqual([]);
  });
});
