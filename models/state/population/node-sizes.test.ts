import { describe, expect, it } from "vitest";
import { createStreams } from "../../../sim/random/stream.js";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { createNodeSizes } from "./node-sizes.js";

const sizesOf = (count: number, workers: object, replication = 0): readonly number[] => {
  const [operators] = smallScenario({ operators: [{ class: "nodes", count, nodes: 2, workers }] }).operators;
  const sizes = createNodeSizes(operators, createStreams("1", replication));
  return Array.from({ length: 2 * count }, (_unused, n) => sizes.atStart(n));
};
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

describe("a total of workers", () => {
  it.each([0, 0.6, 3])("is divided exactly, at least one to each, with spread %f", (sigma) => {
    const sizes = sizesOf(20, { total: 307, sigma });
    expect(sum(sizes)).toBe(307);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
  });

  it("leaves what equal shares have over to nodes that are drawn, not to the first", () => {
    const favoured = Array.from({ length: 40 }, () => 0);
    for (let replication = 0; replication < 200; replication++) {
      const sizes = sizesOf(20, { total: 60, sigma: 0 }, replication);
      expect(sum(sizes)).toBe(60);
      sizes.forEach((size, node) => {
        expect([1, 2]).toContain(size);
        favoured[node] += size - 1;
      });
    }
    // Each node has half a chance in 200 runs: 100 ± 7; six standard deviations are exceeded once in 500 million.
    for (const times of favoured) expect(Math.abs(times - 100)).toBeLessThan(6 * 7.1);
  });

  it("gives nodes that arrive later sizes of the same kind", () => {
    const { network } = openNetwork(
      smallScenario({
        horizon: "1 d",
        operators: [{ class: "nodes", count: 50, workers: { total: 500, sigma: 0.5 }, arrive: "200/d" }],
      }),
    );
    network.kernel.runUntil(Number.POSITIVE_INFINITY);
    const { count, workers } = network.world.nodes;
    const later = [...workers.subarray(50, count)];
    expect(later.length).toBeGreaterThan(140);
    expect(new Set(later).size).toBeGreaterThan(10);
    // Mean 10; a node's deviation is about 5, that of the mean of 150 about 0.4.
    expect(Math.abs(sum(later) / later.length - 10)).toBeLessThan(2);
  });
});
