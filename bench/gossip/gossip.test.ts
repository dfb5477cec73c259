import { describe, expect, it } from "vitest";
import type { Gossip, GossipResult } from "./gossip.js";
import { lookaheadUs, makeMesh, regionStarts } from "./mesh.js";
import { cutEvenly, runParallel } from "../../sim/engine.js";

const nodeCount = 600;
const mesh = makeMesh(nodeCount, 1);

async function run(partCount: number) {
  const setup: Gossip = {
    mesh,
    messageCount: 5,
    everyUs: 100_000,
    horizonUs: 3_000_000,
    seed: 1,
    heard: new Int32Array(new SharedArrayBuffer(4 * nodeCount)),
  };
  const { fold, results } = await runParallel<Gossip, GossipResult>({
    module: new URL("./gossip.ts", import.meta.url),
    setup,
    cuts: cutEvenly(nodeCount, partCount, regionStarts(nodeCount)),
    horizonUs: setup.horizonUs,
    lookaheadUs,
    replay: "npm run bench -- gossip",
  });
  const sum = (read: (part: GossipResult) => number): number => results.reduce((total, part) => total + read(part), 0);
  return {
    digest: fold.digest(),
    deliveries: sum((part) => part.deliveries),
    duplicates: sum((part) => part.duplicates),
  };
}

describe("a mesh for gossip", () => {
  it("has every link in both directions with one latency, eight a node, and most of them within a region", () => {
    const regionOf = (node: number): number => regionStarts(nodeCount).findLastIndex((first) => first <= node);
    const seen = new Map<string, number>();
    const distantUs: number[] = [];
    for (let node = 0; node < nodeCount; node++) {
      for (let k = mesh.starts[node]; k < mesh.starts[node + 1]; k += 2) {
        const [to, latencyUs] = [mesh.links[k], mesh.links[k + 1]];
        expect(to).not.toBe(node);
        const pair = `${Math.min(node, to)}-${Math.max(node, to)} ${latencyUs}`;
        seen.set(pair, (seen.get(pair) ?? 0) + (node < to ? 1 : -1));
        if (regionOf(node) !== regionOf(to)) distantUs.push(latencyUs);
      }
    }
    expect([...seen.values()].every((balance) => balance === 0)).toBe(true);
    expect(mesh.links.length).toBe(2 * 8 * nodeCount);
    expect(Math.min(...distantUs)).toBeGreaterThanOrEqual(lookaheadUs);
    expect(distantUs.length / (8 * nodeCount)).toBeLessThan(0.3);
  });
});

describe("gossip", () => {
  it("reaches everybody once, and is the same on one worker and on three", async () => {
    const [one, three] = [await run(1), await run(3)];
    expect(one.deliveries).toBe(5 * nodeCount);
    // Everybody sends to all neighbours but the one it heard from; the publisher heard from nobody.
    expect(one.deliveries + one.duplicates).toBeGreaterThan(5 * 6.7 * nodeCount);
    expect(three).toEqual(one);
  });
});
