import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choose } from "../random/distributions/choose.js";
import { createStreams } from "../random/stream.js";
import { jitterAt } from "./jitter.js";
import { linksAStep } from "./both-ways.js";
import { kOutLinks, kOutLinksInSteps } from "./k-out.js";
import { lookaheadUs } from "./lookahead.js";
import { home, unlimited } from "./node-class.js";
import { regionPresets, sixRegions2019 } from "./region-presets.js";
import { regionsOf } from "./regions.js";
import { createTopology, linkBetween } from "./topology.js";

describe("a topology", () => {
  it("finds each link in its direction", () => {
    const links = [
      { from: 1, to: 0, latencyUs: 10 },
      { from: 0, to: 2, latencyUs: 20 },
      { from: 0, to: 1, latencyUs: 30, lossShare: 0.5 },
    ];
    const built = createTopology({ nodeCount: 3, links }).links!;
    const latency = (from: number, to: number): number | undefined => built.latencyUs[linkBetween(built, from, to)];
    expect([latency(1, 0), latency(0, 2), latency(0, 1), latency(2, 0)]).toEqual([10, 20, 30, undefined]);
    expect(built.lossShare).toEqual(Float64Array.of(0.5, 0, 0));
  });

  it("refuses what cannot be", () => {
    const link = { from: 0, to: 1, latencyUs: 1 };
    expect(() => createTopology({ nodeCount: 2, links: [link, link] })).toThrow("from 0 to 1 is there twice");
    expect(() => createTopology({ nodeCount: 1, links: [link] })).toThrow("node 1: allowed are");
    expect(() => createTopology({ nodeCount: 2, links: [{ ...link, to: 0 }] })).toThrow("linked with itself");
    expect(() => createTopology({ nodeCount: 2, links: [{ ...link, latencyUs: -1 }] })).toThrow("-0.001 ms");
    expect(() => createTopology({ nodeCount: 2, regionOf: [0, 1] })).toThrow("region 1: allowed are 0 to 0");
    expect(() => createTopology({ nodeCount: 2, classOf: { ...home, uploadBitsPerS: 0 } })).toThrow("0 bit/s");
    expect(() => createTopology({ nodeCount: 2, classOf: { ...home, lossShare: 2 } })).toThrow("a share of 2");
  });
});

describe("regions", () => {
  it("need a latency from each to each, and may break the triangle inequality", () => {
    expect(() => regionsOf({ names: ["a", "b"], latencyMs: [[1, 2], [3]], source: "" })).toThrow("2 rows of 2 values");
    expect(() => regionsOf({ names: ["a"], latencyMs: [[-1]], source: "" })).toThrow("a latency of -1 ms");
    const { names, latencyUs } = sixRegions2019;
    const between = (from: string, to: string): number => latencyUs[names.indexOf(from) * 6 + names.indexOf(to)];
    expect(between("asia pacific", "japan") + between("japan", "australia")).toBeLessThan(
      between("asia pacific", "australia"),
    );
    expect([...regionPresets.keys()]).toEqual(["six-regions-2019", "eight-regions"]);
  });
});

const lastIsUnlimited = (node: number) => (node === 3 ? unlimited : home);

describe("the lookahead", () => {
  it("is the smallest latency across a cut, by links and by regions with both accesses", () => {
    const links = [
      { from: 0, to: 1, latencyUs: 5 },
      { from: 1, to: 2, latencyUs: 70 },
      { from: 3, to: 0, latencyUs: 40 },
    ];
    expect(lookaheadUs(createTopology({ nodeCount: 4, links }), [0, 2, 4])).toBe(40);
    const byRegions = createTopology({
      nodeCount: 4,
      regions: sixRegions2019,
      regionOf: [0, 0, 1, 1],
      classOf: lastIsUnlimited,
    });
    expect(lookaheadUs(byRegions, [0, 2, 4])).toBe(124_000 + 20_000);
    expect(lookaheadUs(byRegions, [0, 4])).toBe(Infinity);
  });
});

const unasked = (): never => {
  throw new Error("asked for nobody");
};

describe("a k-out graph", () => {
  it("has every link both ways with one latency, each node with `degree` neighbours at least", () => {
    const stream = createStreams(1, 0).purpose("graph");
    const links = kOutLinks({ nodeCount: 200, degree: 5, stream, latencyUs: (a, b) => 1000 * a + b });
    for (let node = 0; node < 200; node++) {
      expect(links.starts[node + 1] - links.starts[node]).toBeGreaterThanOrEqual(5);
      for (let k = links.starts[node]; k < links.starts[node + 1]; k++) {
        expect(links.ends[k]).not.toBe(node);
        const back = linkBetween(links, links.ends[k], node);
        expect(links.latencyUs[back]).toBe(links.latencyUs[k]);
      }
    }
  });

  it("links whoever has chosen the other, each pair once and in order", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(39), fc.nat(99), (nodeCount, most, seed) => {
        const degree = Math.min(most, nodeCount - 1);
        const options = { nodeCount, degree, latencyUs: (a: number, b: number) => 1000 * a + b };
        const links = kOutLinks({ ...options, stream: createStreams(seed, 0).purpose("graph") });
        const stream = createStreams(seed, 0).purpose("graph");
        const peers = Array.from({ length: nodeCount }, () => new Set<number>());
        for (let node = 0; node < nodeCount; node++)
          for (const other of choose(stream.cursor(node), { take: degree, from: nodeCount - 1 })) {
            const peer = other < node ? other : other + 1;
            peers[node].add(peer);
            peers[peer].add(node);
          }
        const ends = peers.flatMap((of) => [...of].sort((a, b) => a - b));
        expect([...links.ends]).toEqual(ends);
        expect(Array.from(links.starts.subarray(1), (end, node) => end - links.starts[node])).toEqual(
          peers.map(({ size }) => size),
        );
        const froms = peers.flatMap((of, node) => [...of].map(() => node));
        expect([...links.latencyUs]).toEqual(
          ends.map((end, k) => 1000 * Math.min(end, froms[k]) + Math.max(end, froms[k])),
        );
      }),
    );
  });

  it("is refused where there are not as many others, and gone through in steps that grow with it", () => {
    const stream = createStreams(1, 0).purpose("graph");
    expect(() => kOutLinks({ nodeCount: 5, degree: 5, stream, latencyUs: () => 1 })).toThrow("5 different ones");
    expect(kOutLinks({ nodeCount: 5, degree: 0, chosenBy: unasked, latencyUs: () => 1 }).ends.length).toBe(0);
    const stepsOf = (nodeCount: number): number =>
      [...kOutLinksInSteps({ nodeCount, degree: 10, stream, latencyUs: () => 1 })].length;
    expect(stepsOf(20_000) - stepsOf(10_000)).toBeGreaterThanOrEqual((3 * 10_000 * 10) / linksAStep);
  });
});

describe("jitter", () => {
  it.each([
    [{ kind: "uniform", maxUs: 1000 }, 500],
    [{ kind: "exponential", meanUs: 1000 }, 1000],
    [{ kind: "half-normal", deviationUs: 1000 }, 797.9],
    [{ kind: "log-normal", medianUs: 1000, sigma: 0.5 }, 1133.1],
    [{ kind: "weibull", scaleUs: 1000, shape: 2 }, 886.2],
    [{ kind: "pareto", minUs: 1000, shape: 3 }, 500],
  ] as const)("%o has its mean, is never negative and grows with its number", (jitter, mean) => {
    const at = jitterAt(jitter)!;
    const values = Array.from({ length: 100_000 }, (_, k) => at((k + 0.5) / 100_000));
    expect(values.reduce((sum, value) => sum + value, 0) / 100_000 / mean).toBeCloseTo(1, 2);
    expect(values.every((value, k) => value >= (values[k - 1] ?? 0))).toBe(true);
  });

  it("is refused with parameters that cannot be, and null where there is none", () => {
    expect(jitterAt({ kind: "none" })).toBeNull();
    expect(() => jitterAt({ kind: "exponential", meanUs: -1 })).toThrow("a mean from 0");
  });
});
