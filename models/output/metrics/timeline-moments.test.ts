import { describe, expect, it } from "vitest";
import { datedNetwork } from "../../../test/dated-network.js";
import { runScenario, smallScenario } from "../../../test/network-kit.js";
import { datedOfScenario } from "./timeline-moments.js";

describe("the events that figures can be of", () => {
  it("are known by their names before a run, with their times where no run changes them", () => {
    const scenario = smallScenario({
      horizon: "12 h",
      operators: [{ class: "home", count: 20, workers: 2 }],
      report: { every: "1 h" },
      timeline: [
        { at: "1 h", label: "power cut", outage: { class: "home", for: "30 min" } },
        { every: "4 h", outage: { share: "10 %", for: "1 h" } },
        { when: "coverage.haltedShards > 0", pace: "20 s" },
      ],
    });
    const { moments, lookEveryUs } = datedOfScenario(scenario);
    const hours = moments.map(({ name, timesUs }) => [name, timesUs?.map((time) => time / 3.6e9) ?? null]);
    expect(hours).toEqual([
      ["outage", [1, 4, 8, 12]],
      ["outage[label=power cut]", [1]],
      ["outage.ends", [1.5, 5, 9, 13]],
      ["outage.ends[label=power cut]", [1.5]],
      ["pace", null],
    ]);
    expect(lookEveryUs).toBe(3.6e9);
    const happened = runScenario(scenario).moments ?? [];
    expect(happened.slice(0, 6)).toEqual([
      { name: "outage", timeS: 3600 },
      { name: "outage[label=power cut]", timeS: 3600 },
      { name: "outage.ends", timeS: 5400 },
      { name: "outage.ends[label=power cut]", timeS: 5400 },
      { name: "outage", timeS: 14_400 },
      { name: "outage.ends", timeS: 18_000 },
    ]);
  });

  it("are those that a run of everything tells, at the times that were known", () => {
    const scenario = smallScenario(datedNetwork);
    const known = new Map(datedOfScenario(scenario).moments.map(({ name, timesUs }) => [name, timesUs]));
    const happened = runScenario(scenario).moments ?? [];
    expect(happened.length).toBeGreaterThan(8);
    const paceS = 60;
    const unknown = happened.filter(({ name, timeS }) => {
      const times = known.get(name);
      if (times === undefined) return true;
      return times?.some((time) => timeS >= time / 1e6 && timeS - time / 1e6 <= paceS) === false;
    });
    expect(unknown).toEqual([]);
  });

  it("are told without a distance of looks where that changes in the run", () => {
    const timeline = [{ at: "1 h", change: { "report.every": "10 min" } }];
    expect(datedOfScenario(smallScenario({ horizon: "12 h", timeline })).lookEveryUs).toBe(null);
  });
});
