import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gossipOf, type GossipPartsOptions } from "../../test/gossip-parts.js";
import { Faults } from "../network/faults/rules.js";
import type { Topology } from "../network/topology.js";
import { messages } from "./messages.js";
import { gossipSub } from "./parameters.js";
import { scoring } from "./scoring.test-data.js";

const [nodeCount, wanted] = [120, 6];
const everySecond = Array.from({ length: nodeCount / 2 }, (_, k) => 2 * k);
const others = everySecond.map((node) => node + 1);

/** Nodes with a third more addresses than others they want, who look every 10 s. */
function network(options: Partial<GossipPartsOptions> = {}) {
  const parts = gossipOf({
    nodeCount,
    degree: wanted,
    parameters: gossipSub,
    horizonUs: 400e6,
    ...options,
    book: { size: 24, everyUs: 10e6, timeoutUs: 10e6, idleUs: 60e6, spanUs: 1e6, spanCount: 400, ...options.book },
  });
  const { state } = parts.gossip;
  const peering = state.peering!;
  /** What does not hold then; nothing is expected. */
  const brokenAt = (timeUs: number): string | null => {
    parts.kernel.runUntil(timeUs);
    parts.gossip.settle(timeUs);
    return parts.gossip.invariant().check();
  };
  const at = (timeUs: number): void => expect(brokenAt(timeUs)).toBeNull();
  const outbound = (): number[] => [...peering.nodes.outbound];
  const sum = (what: "opened" | "closed" | "dials" | "refused" | "unanswered" | "exchanged"): number =>
    peering.spans[what].reduce((all, one) => all + one, 0);
  return { ...parts, state, peering, at, brokenAt, outbound, sum };
}

const crash =
  (count: number, fromUs: number, untilUs: number) =>
  (topology: Topology): ReturnType<Faults["crash"]>[] => [
    new Faults(topology).crash({ nodes: Array.from({ length: count }, (_, k) => k) }, { fromUs, untilUs }),
  ];

const sumOf = (values: ArrayLike<number>): number => Array.from(values).reduce((all, one) => all + one, 0);

describe("discovery", () => {
  it("does nothing where nobody lacks a connection", () => {
    const { at, outbound, sum } = network();
    at(100e6);
    expect(outbound()).toEqual(Array.from({ length: nodeCount }, () => wanted));
    expect([sum("dials"), sum("opened"), sum("closed")]).toEqual([0, 0, 0]);
  });

  it("replaces peers that have crashed after some looks, and those that come back dial again", () => {
    const { at, outbound, peering, state } = network({ faults: crash(40, 50e6, 200e6) });
    at(51e6);
    expect(
      outbound()
        .slice(40)
        .filter((count) => count < wanted).length,
    ).toBeGreaterThan(60);
    at(130e6);
    expect(outbound().slice(40)).toEqual(Array.from({ length: 80 }, () => wanted));
    expect(outbound().slice(0, 40)).toEqual(Array.from({ length: 40 }, () => 0));
    expect(state.members.meshCount.subarray(0, 40).every((count) => count === 0)).toBe(true);
    at(202e6);
    expect(
      outbound()
        .slice(0, 40)
        .filter((count) => count > 0),
    ).toHaveLength(40);
    // Who dialled another that was about to come back waits until it gives up.
    at(260e6);
    expect(outbound()).toEqual(Array.from({ length: nodeCount }, () => wanted));
    expect(peering.nodes.pending.every((count) => count === 0)).toBe(true);
    expect(state.members.meshCount.subarray(0, nodeCount).every((count) => count >= 3)).toBe(true);
  });

  it("gives up who does not answer, and dials others", () => {
    const { at, sum } = network({ faults: crash(40, 50e6, Infinity) });
    at(60e6);
    expect(sum("unanswered")).toBe(0);
    at(150e6);
    expect(sum("unanswered")).toBeGreaterThan(20);
    expect(sum("dials")).toBe(sum("opened") + sum("unanswered"));
  });

  it("closes what is cut off for longer than the idle time, in either direction, and nothing before", () => {
    const { at, sum, state } = network({
      faults: (topology) => [
        new Faults(topology).cut(
          { from: { nodes: everySecond }, to: { nodes: others } },
          { fromUs: 50e6, untilUs: 150e6 },
        ),
      ],
    });
    at(109.9e6);
    expect(sum("closed")).toBe(0);
    const { starts, ends } = state.connections;
    let across = 0;
    for (let node = 0; node < nodeCount; node++)
      for (let c = starts[node]; c < starts[node + 1]; c++) if (state.isOpen(c) && (node + ends[c]) % 2 === 1) across++;
    at(110e6);
    expect(sum("closed")).toBe(across / 2);
    at(145e6);
    expect(sum("opened")).toBeGreaterThan(100);
    const still: number[] = [];
    for (let node = 0; node < nodeCount; node++)
      for (let c = starts[node]; c < starts[node + 1]; c++)
        if (state.isOpen(c) && (node + ends[c]) % 2 === 1) still.push(c);
    expect(still).toEqual([]);
  });

  it("closes nothing that is cut off for a shorter time", () => {
    const { at, sum } = network({
      faults: (topology) => [
        new Faults(topology).partition([{ nodes: everySecond }, { nodes: others }], { fromUs: 50e6, untilUs: 109e6 }),
      ],
    });
    at(300e6);
    expect([sum("closed"), sum("dials")]).toEqual([0, 0]);
  });

  it("is refused by whoever is full, and goes on to others", () => {
    const full = { all: 2 * wanted, inbound: wanted, outbound: wanted };
    const { at, sum, peering } = network({
      faults: crash(40, 50e6, 200e6),
      book: { size: 24, limitsOf: () => full },
    });
    at(350e6);
    expect(sum("refused")).toBeGreaterThan(20);
    expect(Math.max(...peering.nodes.inbound)).toBe(wanted);
  });

  it("brings a message to all who are there soon after many crashed at once, where without it some hear nothing", () => {
    const faults = crash(90, 50e6, Infinity);
    const run = (everyUs: number): number[] => {
      const { publishAt, at, heard } = network({ degree: 3, faults, book: { size: 40, everyUs } });
      for (const [k, timeUs] of [60e6, 150e6].entries()) publishAt(timeUs, { node: 100 + k, bytes: 500 });
      at(200e6);
      return [0, 1].map((serial) => heard.filter((one) => one.serial === serial).length);
    };
    expect(run(10e6)[1]).toBe(29);
    expect(run(1e9)[1]).toBeLessThan(29);
  });

  const exchange = { peers: 16, fromScore: 0, connectors: 8, maxQueued: 128 };
  const small = { ...gossipSub, degreeHigh: 7, score: scoring };
  const toldIn = (options: Partial<GossipPartsOptions["book"]>) => {
    const parts = network({ parameters: small, book: { size: 60, ...options } });
    parts.at(60e6);
    const { nodes } = parts.peering;
    return {
      ...parts,
      told: sumOf(nodes.told),
      opened: sumOf(nodes.outbound),
      left: sumOf(nodes.exchanging) + sumOf(nodes.queued),
    };
  };

  it("dials peers that a PRUNE tells of, beside those that it wants, where whoever prunes scores enough", () => {
    const { told, opened, sum, left } = toldIn({ exchange });
    expect(told).toBeGreaterThan(100);
    expect(sum("exchanged")).toBeGreaterThan(50);
    expect(sum("dials")).toBe(sum("exchanged"));
    expect(opened).toBe(nodeCount * wanted + sum("opened"));
    expect(left).toBe(0);
    const strict = toldIn({ exchange: { ...exchange, fromScore: 1000 } });
    expect([strict.told > 100, strict.sum("dials")]).toEqual([true, 0]);
    const silent = toldIn({});
    expect([silent.told, silent.sum("dials")]).toEqual([0, 0]);
  });

  it("tells of so many peers at most, and lets so many wait", () => {
    const { told, gossip } = toldIn({ exchange: { ...exchange, peers: 2 } });
    const prunes = gossip.state.nodes.prunes.reduce((all, one) => all + one, 0);
    expect(told).toBeLessThanOrEqual(2 * prunes);
    const few = toldIn({ exchange: { ...exchange, connectors: 1, maxQueued: 1 } });
    expect(few.sum("exchanged")).toBeLessThan(toldIn({ exchange }).sum("exchanged"));
  });

  it("is refused in a network of several parts, and where subscriptions change", () => {
    const part = { part: 0, partCount: 2, first: 0, end: 60 };
    expect(() => network({ part })).toThrow(new RangeError(messages.peeringInParts(2)));
    expect(() => network({ changesSubscriptions: true })).toThrow(new RangeError(messages.peeringWithChanges()));
  });

  it("keeps everything in balance whatever crashes, is cut off and is full", () => {
    const window = fc.record({
      from: fc.integer({ min: 1, max: 60 }),
      lasts: fc.integer({ min: 1, max: 50 }),
      first: fc.nat(80),
      kind: fc.constantFrom("crash", "cut", "partition"),
    });
    const limit = fc.oneof(fc.constant(Infinity), fc.integer({ min: 3, max: 12 }));
    const limits = fc.record({ all: limit, inbound: limit, outbound: limit });
    fc.assert(
      fc.property(
        fc.array(window, { minLength: 1, maxLength: 4 }),
        fc.array(limits, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 3, max: 20 }),
        fc.option(
          fc.record({
            peers: fc.integer({ min: 1, max: 6 }),
            fromScore: fc.constantFrom(0, 0.01),
            connectors: fc.integer({ min: 1, max: 3 }),
            maxQueued: fc.nat(3),
          }),
        ),
        (windows, classes, idleS, exchanged) => {
          const { brokenAt } = network({
            parameters: small,
            faults: (topology) =>
              windows.map(({ from, lasts, first, kind }) => {
                const faults = new Faults(topology);
                const nodes = Array.from({ length: 40 }, (_, k) => first + k);
                const within = { fromUs: from * 1e6, untilUs: (from + lasts) * 1e6, everyUs: (lasts + 7) * 1e6 };
                if (kind === "crash") return faults.crash({ nodes }, within);
                if (kind === "cut") return faults.cut({ from: { nodes }, to: "all" }, within);
                return faults.partition([{ nodes }, { nodes: everySecond }], within);
              }),
            book: {
              size: 14,
              everyUs: 4e6,
              timeoutUs: 3e6,
              idleUs: idleS * 1e6,
              exchange: exchanged,
              limitsOf: (node) => classes[node % classes.length],
            },
          });
          const told = Array.from({ length: 15 }, (_, k) => brokenAt(8.3e6 * (k + 1)));
          expect(told.filter((one) => one !== null)).toEqual([]);
        },
      ),
      { seed: 15, numRuns: 25 },
    );
  });
});
