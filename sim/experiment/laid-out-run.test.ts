import { describe, expect, it } from "vitest";
import type { InSteps } from "../units/in-steps.js";
import { LaidOutSimulation } from "./laid-out-run.js";
import type { FinishedRun, Simulation } from "./model.js";

const resultOf = (fingerprint: string): FinishedRun => ({
  tables: { series: { columns: [], rowCount: 0 } },
  metrics: [],
  fingerprint,
  summaryLines: [],
});

/** Simulates a second for each event, ten in all; its result tells when it ended. */
function plainRun(name: string): Simulation {
  let nowUs = 0;
  return {
    horizonUs: 10,
    frameCount: 10,
    get nowUs() {
      return nowUs;
    },
    get frame() {
      return nowUs;
    },
    advance(untilUs, maxEvents = Infinity) {
      nowUs = Math.min(untilUs, nowUs + maxEvents, 10);
      return nowUs < 10;
    },
    save: () => Uint8Array.of(nowUs),
    finish: () => resultOf(`${name} ${nowUs}`),
  };
}

function run({ hasShort = true } = {}) {
  const steps: number[] = [];
  function* layOut(): InSteps<Simulation> {
    for (let step = 0; step < 3; step++) {
      steps.push(step);
      yield;
    }
    return plainRun("laid out");
  }
  const simulation = new LaidOutSimulation({
    horizonUs: 10,
    frameCount: 10,
    nowUs: 0,
    frame: 0,
    layOut: layOut(),
    ...(hasShort && { cutShort: () => plainRun("cut short") }),
  });
  return { simulation, steps };
}

describe("a run that is laid out first", () => {
  it("takes a step at a time where it is asked for so many events, and none of time", () => {
    const { simulation, steps } = run();
    expect(steps).toEqual([]);
    for (const count of [1, 2, 3, 3]) {
      expect(simulation.advance(10, 4096)).toBe(true);
      expect(steps.length).toBe(count);
      expect([simulation.nowUs, simulation.frame]).toEqual([0, 0]);
    }
    expect(simulation.advance(10, 4)).toBe(true);
    expect([simulation.nowUs, simulation.frame]).toEqual([4, 4]);
    expect(simulation.advance(10, 6)).toBe(false);
    expect(simulation.finish().fingerprint).toBe("laid out 10");
  });

  it("is laid out at once for whoever asks for a time, or to store it", () => {
    const { simulation } = run();
    simulation.advance(10, 1);
    expect(simulation.advance(7)).toBe(true);
    expect(simulation.nowUs).toBe(7);
    const { simulation: stored, steps } = run();
    expect(stored.save()).toEqual(Uint8Array.of(0));
    expect(steps.length).toBe(3);
    expect(stored.finish().fingerprint).toBe("laid out 0");
  });

  it("ended before it stands takes no further step, unless nothing else can stand for it", () => {
    const { simulation, steps } = run();
    simulation.advance(10, 1);
    expect(simulation.finish().fingerprint).toBe("cut short 0");
    expect(steps.length).toBe(1);
    const { simulation: only, steps: all } = run({ hasShort: false });
    only.advance(10, 1);
    expect(only.finish().fingerprint).toBe("laid out 0");
    expect(all.length).toBe(3);
  });
});
