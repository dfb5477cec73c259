import { describe, expect, it } from "vitest";
import { networkOf } from "../../../test/network-parts.js";
import { unlimited } from "../node-class.js";
import { regionsOf } from "../regions.js";
import { drop, type FaultRule, pass } from "./rule.js";
import { Faults } from "./rules.js";
import { beginsAt, endOf, endsAt, isOn, isOnWithin, nextBegin } from "./window.js";

const regions = regionsOf({
  names: ["west", "east"],
  latencyMs: [
    [1, 10],
    [10, 1],
  ],
  source: "a test",
});
const topology = { nodeCount: 4, regions, regionOf: [0, 0, 1, 1] };

/** Who hears whom at a moment, as "from to" with the time it takes in milliseconds; each to each other. */
function heard(rules: (faults: Faults) => readonly FaultRule[], atMs: number): string[] {
  const faults = rules(new Faults(networkOf(topology).network.topology));
  const { kernel, network } = networkOf(topology, { faults });
  const log: string[] = [];
  const type = network.register({
    name: "m",
    bytes: 1,
    receive: ({ timeUs, source, target }) => void log.push(`${source}${target} ${timeUs / 1000 - atMs}`),
  });
  const send = kernel.register({
    name: "send",
    priority: 0,
    handle: () => {
      for (let from = 0; from < 4; from++) for (let to = 0; to < 4; to++) if (from !== to) network.send(type, from, to);
    },
  });
  network.begin();
  kernel.schedule(send, atMs * 1000, 0);
  kernel.runUntil(Infinity);
  return log.toSorted((a, b) => (a < b ? -1 : 1));
}

const isOdd = (node: number): boolean => node % 2 === 1;

const window = { fromUs: 100_000, untilUs: 200_000 };
const everything = heard(() => [], 0);

describe("a fault rule", () => {
  it("changes nothing before and after its window, and does the same again in each period", () => {
    const west = { regions: ["west"] };
    const cut = (faults: Faults) => [faults.cut({ from: west, to: "all" }, { ...window, everyUs: 300_000 })];
    expect(everything).toHaveLength(12);
    for (const atMs of [0, 99, 200, 399, 500]) expect(heard(cut, atMs)).toEqual(everything);
    for (const atMs of [100, 199, 400, 499]) expect(heard(cut, atMs)).toHaveLength(6);
  });

  it("parts groups from each other, but nobody from who is in none", () => {
    const parted = heard((faults) => [faults.partition([{ nodes: [0] }, { nodes: [2, 3] }], window)], 150);
    expect(everything.filter((line) => !parted.includes(line))).toEqual(["02 10", "03 10", "20 10", "30 10"]);
  });

  it("cuts one way, slows one way, and holds what is clogged until the clog is over", () => {
    const path = { from: { nodes: [0] }, to: { regions: ["east"] } };
    const changed = (rule: (faults: Faults) => FaultRule): string[] =>
      heard((faults) => [rule(faults)], 150).filter((line) => !everything.includes(line));
    expect(heard((faults) => [faults.cut(path, window)], 150)).toHaveLength(10);
    expect(changed((faults) => faults.cut(path, window))).toEqual([]);
    expect(changed((faults) => faults.slow({ ...path, addedUs: 5000 }, window))).toEqual(["02 15", "03 15"]);
    expect(changed((faults) => faults.clog(path, window))).toEqual(["02 60", "03 60"]);
  });

  it("is about whoever a function says, too", () => {
    const cut = heard((faults) => [faults.cut({ from: { has: isOdd }, to: "all" }, window)], 150);
    expect(cut).toEqual(everything.filter((line) => !isOdd(Number(line[0]))));
  });

  it("leaves a victim to its attackers", () => {
    const left = heard(
      (faults) => [faults.eclipse({ victims: { nodes: [0] }, attackers: { nodes: [3] } }, window)],
      150,
    );
    expect(left.filter((line) => line.startsWith("0") || line[1] === "0")).toEqual(["03 10", "30 10"]);
  });

  it("has the say if it is the first that answers, and may be any function of a message", () => {
    const free: FaultRule = { name: "free", look: ({ to }) => (to === 1 ? pass : null) };
    const nothing: FaultRule = { name: "nothing", look: () => drop };
    expect(heard(() => [free, nothing], 0)).toEqual(["01 1", "21 10", "31 10"]);
    expect(heard(() => [nothing, free], 0)).toEqual([]);
  });

  it("refuses windows, nodes and regions that cannot be", () => {
    const faults = new Faults(networkOf(topology).network.topology);
    const path = { from: "all", to: "all" } as const;
    expect(() => faults.cut(path, { fromUs: 5, untilUs: 5 })).toThrow("0 ≤ from < until");
    expect(() => faults.cut(path, { fromUs: 0, untilUs: 9, everyUs: 8 })).toThrow("no shorter than the fault");
    expect(() => faults.clog(path, { fromUs: 0, untilUs: Infinity })).toThrow("a clog has to end");
    expect(() => faults.crash({ nodes: [4] }, window)).toThrow("node 4: allowed are whole numbers from 0 to 3");
    expect(() => faults.crash({ regions: ["wst"] }, window)).toThrow('no region "wst"; there are: west, east');
  });
});

describe("a crash", () => {
  it("loses what arrives and what waits to be sent, says so to the node's owner, and ends with empty queues", () => {
    const slowNodes = { ...topology, classOf: { ...unlimited, uploadBitsPerS: 8e6 } };
    const faults = [new Faults(networkOf(topology).network.topology).crash({ nodes: [0] }, window)];
    const told: string[] = [];
    const { kernel, network } = networkOf(slowNodes, {
      faults,
      crashed: (node) => told.push(`${node} down ${kernel.nowUs / 1000}`),
      restarted: (node) => told.push(`${node} up ${kernel.nowUs / 1000}`),
    });
    const log: string[] = [];
    const type = network.register({
      name: "m",
      bytes: 30_000,
      receive: ({ timeUs, source, target }) => void log.push(`${source}${target} ${timeUs / 1000}`),
    });
    const at = (ms: number, from: number, to: number): void => kernel.schedule(send, ms * 1000, from, from, to);
    const send = kernel.register({
      name: "send",
      priority: 0,
      handle: ({ target: from, payload: to }) => network.send(type, from, to),
    });
    network.begin();
    // 30 ms each: leave at 90 (there at 91), and at 120, when it is down.
    at(60, 0, 1);
    at(60, 0, 1);
    // Arrives at 111; at 211.
    at(80, 1, 0);
    at(180, 1, 0);
    at(200, 0, 1);
    kernel.runUntil(Infinity);
    expect(told).toEqual(["0 down 100", "0 up 200"]);
    expect(log).toEqual(["01 91", "10 211", "01 231"]);
    expect(network.byType.lost[0]).toBe(2);
    expect(network.invariant().check()).toBeNull();
  });
});

describe("a window", () => {
  it("knows its turns", () => {
    const periodic = { fromUs: 10, untilUs: 15, everyUs: 100 };
    expect([9, 10, 14, 15, 109, 110, 115].map((us) => isOn(periodic, us))).toEqual([
      false,
      true,
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(endOf(periodic, 112)).toBe(115);
    const moments = [0, 10, 15, 110, 115, 210];
    expect(moments.filter((us) => beginsAt(periodic, us))).toEqual([10, 110, 210]);
    expect(moments.filter((us) => endsAt(periodic, us))).toEqual([15, 115]);
    expect(moments.filter((us) => beginsAt({ fromUs: 10, untilUs: 15 }, us))).toEqual([10]);
    expect([0, 10, 50].map((us) => nextBegin(periodic, us))).toEqual([10, 110, 110]);
    expect(nextBegin({ fromUs: 10, untilUs: 15 }, 10)).toBe(Infinity);
    expect([isOnWithin(periodic, 0, 9), isOnWithin(periodic, 0, 10), isOnWithin(periodic, 15, 300)]).toEqual([false, true, true]); // prettier-ignore
  });
});
