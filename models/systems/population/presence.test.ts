import { describe, expect, it } from "vitest";
import { identity, smallScenario } from "../../../test/network-kit.js";
import { createSimulation } from "../../simulation.js";

const hourUs = 3_600_000_000;

describe("outages", () => {
  it.each(["v2.1-epoch", "v2.1-frames", "v2.0.6", "dusk", "dawn", "ceremony"])(
    "end with the node that has them: %s",
    (rules) => {
      const scenario = smallScenario({
        rules,
        horizon: "100 h",
        report: { every: "100 h" },
        shards: { count: 1, world: "1 GiB" },
        operators: [{ class: "guests", count: 20, workers: 1, uptime: "50 %", outage: "5 min", leave: "after 1 h" }],
      });
      const simulation = createSimulation(scenario, identity());
      simulation.advance(30 * hourUs);
      const whileThere = simulation.eventCount;
      simulation.advance(Number.POSITIVE_INFINITY);
      const after = simulation.eventCount - whileThere;
      expect(simulation.finish().metrics.find(({ name }) => name === "population.peers")?.value).toBe(0);
      expect(whileThere).toBeGreaterThan(200);
      // Rounds of ceremonies and reports go on; outages every ten minutes of twenty nodes would be ten thousand.
      expect(after).toBeLessThan(500);
    },
  );
});
