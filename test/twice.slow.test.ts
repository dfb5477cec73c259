/** A simulated network is the same twice, in every era. */
import { describe, expect, it } from "vitest";
import { metricsOfScenario } from "../models/metrics-of-scenario.js";
import { createSimulation } from "../models/simulation.js";
import { runTwice } from "../sim/experiment/twice/twice.js";
import { readBaselines } from "./baselines/rows.js";
import { shortened } from "./baselines/shipped.js";

const baselines = await readBaselines();
const watching = {
  replay: "a test",
  progress: { update() {}, stop() {} },
  interrupt: { requested: false, release() {} },
};

/** Enough for a look of each kind; what is to begin later does not. */
const nineHoursUs = 9 * 3_600_000_000;

describe("a shipped network that is run twice", () => {
  it.each(baselines)("is the same in $scenario", async (row) => {
    const result = await runTwice(
      { createSimulation, metricsOf: metricsOfScenario },
      { ...shortened(row), horizon: nineHoursUs },
      watching,
    );
    expect(result.finding).toBeNull();
    expect(result.events).toBeGreaterThan(10);
    expect(result.draws).toBeGreaterThan(10);
    expect(result.looks).toBeGreaterThan(5);
  });
});
