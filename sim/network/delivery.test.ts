import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { networkOf } from "../../test/network-parts.js";
import { StateReader } from "../table/state-reader.js";
import { StateWriter } from "../table/state-writer.js";
import { Faults } from "./faults/rules.js";
import { constrained, dataCentre, home, type NodeClass, unlimited } from "./node-class.js";
import { eightRegions, sixRegions2019 } from "./region-presets.js";
import { regionsOf } from "./regions.js";

const mbit = (up: number, down: number): NodeClass => ({
  ...unlimited,
  uploadBitsPerS: up * 1e6,
  downloadBitsPerS: down * 1e6,
});
const pair = (latencyMs: number) => regionsOf({ names: ["here"], latencyMs: [[latencyMs]], source: "a test" });

/** When messages of a size are received, that one node sends to others at the start. */
function received(classOf: (node: number) => NodeClass, bytes: number, pairs: readonly (readonly [number, number])[]) {
  const { kernel, network } = networkOf({ nodeCount: 4, regions: pair(10), classOf });
  const times: number[] = [];
  const type = network.register({ name: "m", bytes, receive: ({ timeUs }) => void times.push(timeUs) });
  for (const [from, to] of pairs) network.send(type, from, to);
  kernel.runUntil(Infinity);
  return times;
}

describe("a message alone on the wire", () => {
  it("takes latency and serialisation at the slower end, as download begins with the first bit", () => {
    // 12,500 bytes are 100,000 bits: 10 ms at 10 Mbit/s, 100 ms at 1.
    expect(received(() => mbit(10, Infinity), 12_500, [[0, 1]])).toEqual([20_000]);
    expect(received(() => mbit(10, 100), 12_500, [[0, 1]])).toEqual([20_000]);
    expect(received(() => mbit(10, 1), 12_500, [[0, 1]])).toEqual([110_000]);
    expect(received(() => unlimited, 12_500, [[0, 1]])).toEqual([10_000]);
  });

  it("takes the access of both ends in addition", () => {
    const { network } = networkOf({ nodeCount: 2, regions: pair(10), classOf: (k) => (k === 0 ? home : constrained) });
    expect(network.latencyUs(0, 1)).toBe(50_000);
  });

  it("takes as long there as the matrix says, and as long back, which may be something else", () => {
    const [america, africa] = ["south america", "south africa"].map((name) => eightRegions.names.indexOf(name));
    const { network } = networkOf({ nodeCount: 2, regions: eightRegions, regionOf: [america, africa] });
    expect([network.latencyUs(0, 1), network.latencyUs(1, 0)]).toEqual([195_000, 190_000]);
  });

  it("goes over the link where there is one, and nowhere where there is neither link nor region", () => {
    const { network } = networkOf({ nodeCount: 3, links: [{ from: 0, to: 1, latencyUs: 7 }] });
    expect([network.latencyUs(0, 1), network.latencyUs(1, 0), network.latencyUs(0, 2)]).toEqual([7, null, null]);
    const type = network.register({ name: "m", bytes: 1, receive: () => undefined });
    expect(() => network.send(type, 1, 0)).toThrow("neither a link nor regions between node 1 and node 0");
  });
});

describe("queues", () => {
  it("let one message after the other onto the upload of their sender", () => {
    const to = [1, 2, 3].map((node) => [0, node] as const);
    expect(received(() => mbit(10, Infinity), 12_500, to)).toEqual([20_000, 30_000, 40_000]);
  });

  it("let one message after the other through the download of their receiver", () => {
    const from = [1, 2, 3].map((node) => [node, 0] as const);
    expect(received(() => mbit(Infinity, 10), 12_500, from)).toEqual([20_000, 30_000, 40_000]);
  });

  it("of downloads are kept where these are limited, also by who goes on from a network in which they were not", () => {
    const times: number[] = [];
    const receive = ({ timeUs }: { timeUs: number }): void => void times.push(timeUs);
    const of = (classOf: NodeClass) => {
      const parts = networkOf({ nodeCount: 4, regions: pair(10), classOf });
      return { ...parts, type: parts.network.register({ name: "m", bytes: 12_500, receive }) };
    };
    const to = new StateWriter();
    of(mbit(10, Infinity)).network.save(to);
    const { kernel, network, type } = of(mbit(Infinity, 10));
    network.load(new StateReader(to.bytes()));
    for (const from of [1, 2]) network.send(type, from, 0);
    kernel.runUntil(Infinity);
    expect(times).toEqual([20_000, 30_000]);
  });

  it("do not drift: a thousand messages of 1 byte take as long as one of a thousand", () => {
    // 8 bits at 3 Mbit/s are 2.67 µs each.
    const many = received(
      () => mbit(3, Infinity),
      1,
      Array.from({ length: 1000 }, () => [0, 1] as const),
    );
    expect(many.at(-1)).toBe(received(() => mbit(3, Infinity), 1000, [[0, 1]])[0]);
    expect(many.at(-1)).toBe(10_000 + Math.ceil(8000 / 3));
  });
});

const classes = [dataCentre, home, constrained, unlimited];
/** Any small network with faults, and what is sent in it. */
const anyTraffic = fc.record({
  nodeCount: fc.integer({ min: 2, max: 9 }),
  classes: fc.array(fc.nat(3), { minLength: 9, maxLength: 9 }),
  regionOf: fc.array(fc.nat(5), { minLength: 9, maxLength: 9 }),
  jitterUs: fc.constantFrom(0, 5000),
  faults: fc.array(fc.nat(5), { maxLength: 3 }),
  sends: fc.array(fc.tuple(fc.nat(2_000_000), fc.nat(8), fc.nat(8), fc.nat(200_000)), { maxLength: 60 }),
});

function play(traffic: typeof anyTraffic extends fc.Arbitrary<infer T> ? T : never, cutUs?: number) {
  const { nodeCount, regionOf, jitterUs, sends } = traffic;
  const build = () => {
    const log: { timeUs: number; source: number; target: number; index: number }[] = [];
    const topology = {
      nodeCount,
      regions: sixRegions2019,
      regionOf: regionOf.slice(0, nodeCount),
      classOf: (node: number) => classes[traffic.classes[node]],
    };
    const faults = new Faults(networkOf(topology).network.topology);
    const window = { fromUs: 300_000, untilUs: 700_000, everyUs: 900_000 };
    const [half, rest] = [{ nodes: [0] }, { nodes: [1] }];
    const all = [
      () => faults.partition([half, rest], window),
      () => faults.cut({ from: half, to: "all" }, window),
      () => faults.clog({ from: "all", to: rest }, window),
      () => faults.slow({ from: "all", to: half, addedUs: 123_456 }, window),
      () => faults.eclipse({ victims: half, attackers: rest }, window),
      () => faults.crash(rest, window),
    ];
    const { kernel, network } = networkOf(topology, {
      faults: traffic.faults.map((k) => all[k]()),
      horizonUs: 60e6,
      ...(jitterUs > 0 && { jitter: { kind: "exponential", meanUs: jitterUs } }),
    });
    const type = network.register({
      name: "m",
      bytes: (index) => sends[index][3],
      receive: ({ timeUs, source, target, payload: index }) => void log.push({ timeUs, source, target, index }),
    });
    const send = kernel.register({
      name: "send",
      priority: 5,
      handle: ({ payload: index }) =>
        network.send(type, sends[index][1] % nodeCount, sends[index][2] % nodeCount, index),
    });
    return { kernel, network, log, send };
  };
  let run = build();
  run.network.begin();
  sends.forEach(([atUs, from], index) =>
    run.kernel.schedule(run.send, atUs, from % nodeCount, from % nodeCount, index),
  );
  const before: typeof run.log = [];
  if (cutUs !== undefined) {
    run.kernel.runUntil(cutUs);
    const to = new StateWriter();
    to.part("kernel", run.kernel);
    to.part("network", run.network);
    before.push(...run.log);
    run = build();
    const from = new StateReader(to.bytes());
    from.part("kernel", run.kernel);
    from.part("network", run.network);
  }
  const imbalances: (string | null)[] = [];
  while (run.kernel.runUntil(Infinity, 7)) imbalances.push(run.network.invariant().check());
  return { ...run, log: [...before, ...run.log], imbalances };
}

describe("any traffic", () => {
  it("is delivered, lost or in flight at every moment, never too early, and never back in time", () => {
    fc.assert(
      fc.property(anyTraffic, (traffic) => {
        const { log, imbalances, network } = play(traffic);
        expect(imbalances.every((wrong) => wrong === null)).toBe(true);
        expect(network.invariant().check()).toBeNull();
        expect(network.byType.sent[0]).toBe(network.byType.delivered[0] + network.byType.lost[0]);
        expect(log.length).toBe(network.byType.delivered[0]);
        let lastUs = 0;
        for (const { timeUs, source, target, index } of log) {
          expect(timeUs).toBeGreaterThanOrEqual(lastUs);
          lastUs = timeUs;
          const [sentUs, , , bytes] = traffic.sends[index];
          const { uploadBitsPerS, downloadBitsPerS } = network.topology;
          const slowest = Math.min(uploadBitsPerS[source], downloadBitsPerS[target]);
          const leastUs = network.latencyUs(source, target)! + Math.floor((8e6 * bytes) / slowest);
          expect(timeUs - sentUs).toBeGreaterThanOrEqual(leastUs);
        }
      }),
      { seed: 15, numRuns: 200 },
    );
  });

  it("goes on from a stored moment as if it had never stopped", () => {
    fc.assert(
      fc.property(anyTraffic, fc.nat(2_000_000), (traffic, cutUs) => {
        const [whole, cut] = [play(traffic), play(traffic, cutUs)];
        expect(cut.log).toEqual(whole.log);
        expect(cut.kernel.print(["events"])).toBe(whole.kernel.print(["events"]));
      }),
      { seed: 15, numRuns: 60 },
    );
  });
});
