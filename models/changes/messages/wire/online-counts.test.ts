import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../../test/network-kit.js";
import { SimulatedNetwork } from "./simulated-network.js";

/** Nodes that come, go for good, are away, cut off, and gain and lose workers as a measurement does. */
const lively = smallScenario({
  rules: "v2.1-simplex",
  fidelity: "message",
  horizon: "12 h",
  operators: [
    { class: "a", count: 30, workers: 3, uptime: "90 %", outage: "10 min", arrive: "80/d", leave: "half-life 1 d" },
    { class: "b", count: 20, workers: 2, uptime: "95 %", outage: "5 min", pauses: true, region: "europe" },
    { class: "c", count: 10, workers: 2, follow: "measured" },
  ],
  observed: { source: "a test", timeDays: [0, 0.2, 0.4], columns: { measured: [20, 60, 35] } },
  shards: { count: 6, world: "20 GB" },
  faults: [
    {
      fault: "cut",
      at: "3 h",
      for: "20 min",
      every: "2 h",
      from: { regions: ["europe"] },
      to: { classes: ["archives"] },
    },
  ],
});

describe("nodes that are online", () => {
  it("are counted by what changed as a count of all of them has it", () => {
    const { network, runTo } = openNetwork(lively);
    if (!(network.wire instanceof SimulatedNetwork)) throw new Error("messages are simulated");
    const { online: counts } = network.wire.traffic;
    const seen = new Set<string>();
    for (let frame = 1; frame <= 4000; frame += 100) {
      runTo(frame);
      const { online, gone, operatorClass, workers, count } = network.world.nodes;
      counts.update(network.world.nodes);
      const all = Array.from({ length: count }, (_unused, node) => node).filter((node) => online[node] === 1 && gone[node] === 0); // prettier-ignore
      const expected = [0, 1, 2].map((place) => {
        const nodes = all.filter((node) => operatorClass[node] === place);
        return [nodes.length, nodes.reduce((sum, node) => sum + workers[node], 0)];
      });
      expect([0, 1, 2].map((place) => [counts.nodes[place], counts.workers[place]])).toEqual(expected);
      seen.add(expected.join());
    }
    expect(seen.size).toBeGreaterThan(20);
  });
});
