/** Held against formulas: a queue, and the spread of a flood. */
import { describe, expect, it } from "vitest";
import { meanHops } from "../../test/flood-theory.js";
import { networkOf } from "../../test/network-parts.js";
import { createStreams } from "../random/stream.js";
import { exponentialAt } from "../random/distributions/inverse.js";
import { kOutLinks } from "./k-out.js";
import { unlimited } from "./node-class.js";
import { regionsOf } from "./regions.js";

describe("the queue of a sender, which is M/D/1", () => {
  it.each([0.3, 0.6, 0.8])("waits ρ/(2(1 − ρ)) services on average at a load of %f", (load) => {
    // 1250 bytes at 10 Mbit/s: a service of 1 ms.
    const serviceUs = 1000;
    const { kernel, network, streams } = networkOf(
      {
        nodeCount: 2,
        regions: regionsOf({ names: ["here"], latencyMs: [[10]], source: "a test" }),
        classOf: { ...unlimited, uploadBitsPerS: 10e6 },
      },
      { horizonUs: 1e12 },
    );
    const gaps = streams.purpose("gap");
    const sentUs: number[] = [];
    let waitedUs = 0;
    let count = 0;
    const messageCount = 200_000;
    const type = network.register({
      name: "m",
      bytes: 1250,
      receive: ({ timeUs, payload }) => {
        waitedUs += timeUs - 10_000 - serviceUs - sentUs[payload];
        count++;
      },
    });
    const arrive = kernel.register({
      name: "arrive",
      priority: 0,
      handle: ({ timeUs, payload }) => {
        sentUs[payload] = timeUs;
        network.send(type, 0, 1, payload);
        const gapUs = Math.round(exponentialAt(gaps.uniform(0, payload), serviceUs / load));
        if (payload + 1 < messageCount) kernel.schedule(arrive, timeUs + gapUs, 0, 0, payload + 1);
      },
    });
    kernel.schedule(arrive, 0, 0);
    kernel.runUntil(Infinity);
    expect(count).toBe(messageCount);
    // At a load of 0.8 the mean of 200,000 waits deviates by 1 to 2 %; 5 % are beyond three deviations.
    const expected = (load / (2 * (1 - load))) * serviceUs;
    expect(Math.abs(waitedUs / count / expected - 1)).toBeLessThan(0.05);
  });
});

describe("a flood on a k-out random graph of 25,000 nodes, k = 20", () => {
  const [nodeCount, degree] = [25_000, 20];

  it("needs the mean number of hops that theory gives, within 5 %", () => {
    const links = kOutLinks({ nodeCount, degree, stream: createStreams(1, 0).purpose("graph"), latencyUs: () => 1000 });
    const { starts, ends } = links;
    const { kernel, network } = networkOf({ nodeCount, links });
    const hops = new Int8Array(nodeCount).fill(-1);
    const flood = network.register({
      name: "flood",
      bytes: 100,
      receive: ({ target, payload: hop }) => {
        if (hops[target] >= 0) return;
        hops[target] = hop;
        for (let k = starts[target]; k < starts[target + 1]; k++) network.sendOver(flood, target, k, hop + 1);
      },
    });
    hops[0] = 0;
    for (let k = starts[0]; k < starts[1]; k++) network.sendOver(flood, 0, k, 1);
    kernel.runUntil(Infinity);
    expect(hops.every((hop) => hop >= 0)).toBe(true);
    const mean = hops.reduce((sum, hop) => sum + hop, 0) / (nodeCount - 1);
    expect(Math.abs(mean / meanHops(nodeCount, degree) - 1)).toBeLessThan(0.05);
    // Every node sends over all its links once.
    expect(network.byType.sent[0]).toBe(ends.length);
  });
});
