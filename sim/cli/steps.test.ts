import { describe, expect, it } from "vitest";
import { createSimulation } from "../../models/simulation.js";
import { identity, runScenario, smallScenario } from "../../test/network-kit.js";
import { Steps } from "./steps.js";

/** Everybody comes at one moment, which is not at a frame. */
const crowd = smallScenario({
  operators: [{ class: "crowd", count: 3000, workers: 1, appear: { from: "605 s", until: "605 s" } }],
});

describe("steps of a run", () => {
  it("end in the middle of a moment when time has passed, and change nothing in what comes out", () => {
    const simulation = createSimulation(crowd, identity());
    let looks = 0;
    // Ten milliseconds pass from each look at the clock to the next.
    const steps = new Steps(simulation, () => 10 * looks++);
    const stops: number[] = [];
    let before = 0;
    while (steps.next()) {
      expect(simulation.eventCount - before).toBeLessThan(6);
      before = simulation.eventCount;
      stops.push(simulation.nowUs);
    }
    expect(stops.filter((nowUs) => nowUs === 605_000_000 - 1).length).toBeGreaterThan(500);
    expect(stops).toEqual(stops.toSorted((a, b) => a - b));
    const cut = simulation.finish();
    const whole = runScenario(crowd);
    expect(cut.fingerprint).toBe(whole.fingerprint);
    expect(cut.tables).toEqual(whole.tables);
  });

  it("look at the clock seldom where events are quick", () => {
    const simulation = createSimulation(crowd, identity());
    let looks = 0;
    const steps = new Steps(simulation, () => looks++ / 1000);
    while (steps.next());
    expect(looks).toBeLessThan(simulation.eventCount / 4);
  });
});
