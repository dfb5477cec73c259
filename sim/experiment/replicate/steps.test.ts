import { describe, expect, it } from "vitest";
import { type WalkScenario, walkModel } from "../../../test/walk-model.js";
import type { RunIdentity } from "../model.js";
import { RunRecorder } from "../trace/run-recorder.js";
import { Steps } from "./steps.js";

/** All walkers take their step at one moment, once a second. */
const crowd: WalkScenario = { name: "crowd", about: "", seed: 1, replications: 1, horizon: 2_500_000, walkers: 3000 };
const identity: RunIdentity = { seed: "1", replication: 0, replay: "none" };
const begin = (observer?: RunRecorder) =>
  walkModel("none").createSimulation(crowd, { ...identity, ...(observer && { observer }) });

describe("steps of a run", () => {
  it("end in the middle of a moment when time has passed, and change nothing in what comes out", () => {
    const recorder = new RunRecorder();
    const simulation = begin(recorder);
    recorder.closeStart();
    let looks = 0;
    // Ten milliseconds pass from each look at the clock to the next.
    const steps = new Steps(simulation, { nowMs: () => 10 * looks++ });
    const stops: number[] = [];
    let before = recorder.rowCount;
    while (steps.next()) {
      expect(recorder.rowCount - before).toBeLessThan(6);
      before = recorder.rowCount;
      stops.push(simulation.nowUs);
    }
    expect(stops.filter((nowUs) => nowUs === 2_000_000 - 1).length).toBeGreaterThan(500);
    expect(stops).toEqual(stops.toSorted((a, b) => a - b));
    const whole = begin();
    whole.advance(whole.horizonUs);
    expect(simulation.finish()).toEqual(whole.finish());
  });

  it("look at the clock seldom where events are quick", () => {
    const simulation = begin();
    let looks = 0;
    const steps = new Steps(simulation, { nowMs: () => looks++ / 1000 });
    while (steps.next());
    expect(simulation.finish().metrics).toEqual([{ name: "walk.steps", value: 6000, unit: "steps" }]);
    expect(looks).toBeLessThan(6000 / 4);
  });
});
