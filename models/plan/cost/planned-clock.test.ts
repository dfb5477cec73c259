import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { planOf } from "../plan.js";
import { plannedClock } from "./planned-clock.js";

const with21 = (...timeline: readonly object[]) =>
  smallScenario({
    rules: "v2.1-simplex",
    horizon: "6 h",
    operators: [{ class: "nodes", count: 4, workers: 2 }],
    shards: { count: 4, world: "4 GB" },
    timeline,
  });

const halt = (seconds: number, framesLost = 0) => ({
  halt: { for: `${seconds} s`, framesLost: `${framesLost} frames` },
});

describe("the clock of a plan", () => {
  it.each([
    ["no halt", []],
    ["one between two frames", [{ at: "1234567 ms", ...halt(71) }]],
    ["frames that are lost", [{ every: "1 h", ...halt(600, 30) }]],
    ["more halts than frames", [{ every: "3 s", ...halt(30) }]],
    ["halts at one moment, and at the end", [{ at: "1 h", ...halt(100) }, { at: "1 h", ...halt(50) }, { at: "6 h", ...halt(1) }]],
    ["one that outlasts the run", [{ at: "2 h", ...halt(86_400) }, { at: "3 h", ...halt(10) }]],
    ["another pace, and frames lost at it", [{ at: "1 h", pace: "4 s" }, { at: "2 h", ...halt(10, 100) }, { at: "3 h", pace: "35 s" }]],
    ["a pace while the chain stands", [{ at: "1 h", ...halt(3000) }, { at: "70 min", pace: "7 s" }, { at: "80 min", ...halt(13, 9) }]],
  ] as const)("counts the frames of the run to the last one: %s", (_what, timeline) => {
    const scenario = with21(...timeline);
    const stepped = openNetwork(scenario);
    stepped.network.kernel.runUntil(scenario.horizon);
    const { clock } = stepped.network.world;
    expect(plannedClock(scenario).frames).toBe(clock.frameAt(scenario.horizon));
    expect(planOf(scenario).frames).toBe(clock.frameAt(scenario.horizon));
  });

  it("counts the frames in which something of the timeline happens, and what each takes", () => {
    const [without, many, more] = [[], [{ every: "30 s", ...halt(1) }], [{ every: "3 s", ...halt(1) }]].map((timeline) =>
      planOf(with21(...timeline)),
    );
    expect(many.events.frames).toBeGreaterThan(without.events.frames + 300);
    expect(many.frames).toBeLessThan(without.frames);
    expect(more.seconds - many.seconds).toBeGreaterThan(0.2);
  });

  it("counts what nodes do that want to leave and cannot while the chain stands", () => {
    const scenario = smallScenario({
      horizon: "2000 s",
      operators: [{ class: "fleeting", count: 10, workers: 1, leave: "half-life 20 s", uptime: "2 %", outage: "1 s" }],
      shards: { count: 1, world: "300 kB" },
      timeline: [{ when: "population.workersActive < 1", ...halt(3000) }],
    });
    const stepped = openNetwork(scenario);
    stepped.network.kernel.runUntil(scenario.horizon);
    const { eventCount } = stepped.network.kernel;
    expect(eventCount).toBeGreaterThan(5000);
    expect(planOf(scenario).events.total).toBeGreaterThan(eventCount / 4);
  });
}); // prettier-ignore
