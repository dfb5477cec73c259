/** What a branch of a run draws anew. */
import { describe, expect, it } from "vitest";
import { identity, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { estimate } from "../../../sim/stats/estimate.js";
import type { StoredMoment } from "../../run.js";
import { createSimulation } from "../../simulation.js";

const hourUs = 3_600_000_000;
const minuteUs = 60_000_000;

const scenarioWith = (fields: ScenarioText) => smallScenario({ horizon: "3 h", report: { every: "1 min" }, ...fields });
type Small = ReturnType<typeof scenarioWith>;

/** A run as it was after an hour. */
function storedAt(scenario: Small): StoredMoment {
  const simulation = createSimulation(scenario, identity());
  simulation.advance(hourUs);
  return { atUs: simulation.nowUs, state: simulation.save() };
}

/** When a metric first is another than it was then, in minutes after; undefined: never. */
function firstChange(scenario: Small, from: StoredMoment, metric: string, branch?: string): number | undefined {
  const run = { ...identity(), from, ...(branch !== undefined && { branch }) };
  const simulation = createSimulation(scenario, run);
  const before = simulation.looks.valueOf(metric);
  for (let minutes = 1; minutes < 120; minutes++) {
    simulation.advance(hourUs + minutes * minuteUs);
    if (simulation.looks.valueOf(metric) !== before) return minutes;
  }
  return undefined;
}
const changesOf = (scenario: Small, metric: string, count: number): readonly (number | undefined)[] => {
  const from = storedAt(scenario);
  return Array.from({ length: count }, (_, k) => firstChange(scenario, from, metric, `1.${k}`));
};
const online = "population.peersOnline";
const leaving = "population.workersLeaving";
const served: ScenarioText = {
  rules: "v2.1-simplex",
  shards: { count: 1, world: "1 GB" },
  start: { heads: { 8: 1 }, joining: 0 },
};

describe("a branch", () => {
  it("draws from where it is when nodes go off and come back next: exponential, with the mean that they have", () => {
    const scenario = scenarioWith({
      operators: [{ class: "one", count: 1, workers: 1, uptime: "50 %", outage: "20 min" }],
    });
    const found = changesOf(scenario, online, 150).map((minutes) => minutes ?? 120);
    const { mean, deviation } = estimate(found);
    // A look comes half a minute late in the mean, and whoever turns twice between two is missed.
    expect(Math.abs(mean - 20.5)).toBeLessThan(3 * (deviation! / Math.sqrt(found.length)) + 1);
  });

  it("draws how long operators still stay, where that has no memory", () => {
    const scenario = scenarioWith({
      ...served,
      operators: [{ class: "homes", count: 8, workers: 1, leave: "half-life 4 h" }],
    });
    const found = changesOf(scenario, leaving, 60);
    expect(new Set(found).size).toBeGreaterThan(15);
    // The first of eight: a half-life of half an hour.
    const early = found.filter((minutes) => minutes !== undefined && minutes <= 30).length;
    expect(Math.abs(early - 30)).toBeLessThan(3 * 3.9 + 3);
  });

  it("keeps to what is said: a stay of a given time, and operators that the timeline sends away", () => {
    const fixed = scenarioWith({
      ...served,
      operators: [{ class: "homes", count: 8, workers: 1, leave: "after 90 min" }],
    });
    // At 90 min; the frame after sees it, and so does the look after that.
    expect(new Set(changesOf(fixed, leaving, 5))).toEqual(new Set([31]));
    const sent = scenarioWith({
      ...served,
      operators: [{ class: "homes", count: 8, workers: 1, leave: "half-life 1000 d" }],
      timeline: [{ at: "30 min", departures: { class: "homes", count: 1, over: "2 h" } }],
    });
    const times = changesOf(sent, leaving, 5);
    expect(new Set(times).size).toBe(1);
    expect(times[0]).toBeDefined();
  });

  it("draws nothing anew where a run goes on as it was", () => {
    const scenario = scenarioWith({
      operators: [{ class: "one", count: 1, workers: 1, uptime: "50 %", outage: "20 min" }],
    });
    const from = storedAt(scenario);
    const whole = createSimulation(scenario, identity());
    whole.advance(hourUs);
    const before = whole.looks.valueOf(online);
    let minutes = 1;
    for (; minutes < 120; minutes++) {
      whole.advance(hourUs + minutes * minuteUs);
      if (whole.looks.valueOf(online) !== before) break;
    }
    expect(firstChange(scenario, from, online)).toBe(minutes);
  });
});
