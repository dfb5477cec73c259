import { describe, expect, it } from "vitest";
import { chiSquared } from "../../test/goodness-of-fit.js";
import { identity, openNetwork, smallScenario } from "../../test/network-kit.js";
import { createSimulation } from "../simulation.js";
import { nextTurn, turnOf } from "./turns.js";

const nodeCount = 6000;
const crowd = openNetwork(
  smallScenario({ operators: [{ class: "nodes", count: nodeCount, workers: 1 }], shards: { count: 1, world: "1 GB" } }),
).network;
const evenly = (cells: number): number[] => Array.from({ length: cells }, () => 1 / cells);

describe("turns of nodes", () => {
  it.each([4, 30])("are spread evenly over %i frames, and over the list of nodes: χ², false alarm 1e-6", (period) => {
    const ofNodes = evenly(period).map(() => 0);
    const ofNeighbours = evenly(period * period).map(() => 0);
    for (let node = 0; node < nodeCount; node++) {
      ofNodes[turnOf(crowd, node, period)]++;
      if (node > 0) ofNeighbours[turnOf(crowd, node - 1, period) * period + turnOf(crowd, node, period)]++;
    }
    for (const counts of [ofNodes, ofNeighbours]) {
      const { statistic, critical } = chiSquared(counts, evenly(counts.length));
      expect(statistic).toBeLessThan(critical);
    }
  });

  it("come once in every period, at the node's phase", () => {
    for (let node = 0; node < 50; node++) {
      for (let from = 0; from < 60; from++) {
        const turn = nextTurn(crowd, node, { from, period: 30 });
        expect(turn - from).toBeGreaterThanOrEqual(0);
        expect(turn - from).toBeLessThan(30);
        expect(turn % 30).toBe(turnOf(crowd, node, 30));
      }
    }
  });
});

/** Units that each of the first four operators earns: all want the same allocations at once, and half of them come too late. */
function earned(replication: number): readonly number[] {
  const scenario = smallScenario({
    rules: "v2.1-epoch",
    horizon: "6 h",
    operators: ["zero", "one", "two", "three", "rest"].map((name) => ({
      class: name,
      count: name === "rest" ? 12 : 1,
      workers: 1,
    })),
    shards: { count: 1, world: "1 GiB" },
    report: { every: "6 h" },
  });
  const simulation = createSimulation(scenario, identity("1", replication));
  simulation.advance(Number.POSITIVE_INFINITY);
  const { columns } = simulation.finish().tables.operators;
  return columns
    .find(({ name }) => name === "reward_units")!
    .values.map(Number)
    .slice(0, 4);
}

describe("equal operators", () => {
  it("have equal chances wherever they stand in the file, over 80 replications", () => {
    const runs = Array.from({ length: 80 }, (_unused, replication) => earned(replication));
    const median = runs.flat().toSorted((a, b) => a - b)[2 * runs.length];
    for (let position = 0; position < 4; position++) {
      const better = runs.filter((units) => units[position] >= median).length;
      // Half of 80 fair lots: five standard deviations of 4.5 are exceeded once in 1.7 million.
      expect(Math.abs(better - 40)).toBeLessThan(5 * 4.5);
      expect(new Set(runs.map((units) => units[position])).size).toBeGreaterThan(1);
    }
  });
});
