/** A simulated network is the same twice, in every era. */
import { describe, expect, it } from "vitest";
import { metricsOfScenario } from "../models/metrics-of-scenario.js";
import type { Scenario } from "../models/scenario/schema.js";
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

/** Enough for a look of each kind; what is to begin later does not. Fewer hours where one would take as long as all other networks do. */
const hourUs = 3_600_000_000;
const hoursOf = (file: string, { fidelity }: Scenario): number =>
  fidelity === "message" ? 2 : file === "attacks/machines-v2.0.6.yaml" ? 3 : 9;

describe("a shipped network that is run twice", () => {
  it.each(baselines)("is the same in $scenario", async (row) => {
    const scenario = shortened(row);
    const result = await runTwice(
      { createSimulation, metricsOf: metricsOfScenario },
      { ...scenario, horizon: hoursOf(row.scenario, scenario) * hourUs },
      watching,
    );
    expect(result.finding).toBeNull();
    expect(result.events).toBeGreaterThan(10);
    expect(result.draws).toBeGreaterThan(10);
    expect(result.looks).toBeGreaterThan(5);
  });
});
