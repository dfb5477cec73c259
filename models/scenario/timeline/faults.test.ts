import { describe, expect, it } from "vitest";
import { type ScenarioText, runScenario, smallScenario } from "../../../test/network-kit.js";
import { datedOfScenario } from "../../output/metrics/timeline-moments.js";
import { planOf } from "../../plan/plan.js";
import { describeFault, faultCount } from "./faults.js";

const home = { classes: ["home"], regions: ["europe"] };
const rest = { classes: ["archives"] };
const scenarioOf = (faults: readonly ScenarioText[], fields: ScenarioText = {}) =>
  smallScenario({
    fidelity: "message",
    operators: [{ class: "home", count: 12, workers: 3 }],
    faults,
    ...fields,
  });
const on = { at: "20 min", for: "10 min" };

describe("faults of a scenario", () => {
  it("are told in words", () => {
    const texts = (
      scenarioOf([
        { fault: "partition", ...on, groups: [home, rest] },
        { fault: "cut", ...on, from: home, to: rest },
        { fault: "clog", ...on, from: rest, to: home },
        { fault: "slow", ...on, from: home, adds: "3 s" },
        { fault: "crash", ...on, from: rest },
        { fault: "eclipse", ...on, from: home, to: rest },
      ]).faults ?? []
    ).map(describeFault);
    expect(texts).toEqual([
      "partition of home, europe | archives for 10 min",
      "cut from home, europe to archives for 10 min",
      "clog from archives to home, europe for 10 min",
      "slow links from home, europe to all, 3 s more, for 10 min",
      "crash of archives for 10 min",
      "eclipse of home, europe by archives for 10 min",
    ]);
  });

  it("begin as often as they say within a run, and are events of its figures, its plan and its table", () => {
    const scenario = scenarioOf([
      { fault: "cut", ...on, every: "30 min", from: home, to: rest },
      { fault: "crash", at: "3 h", for: "1 h", from: home },
    ]);
    expect(faultCount(scenario)).toBe(4);
    const moments = datedOfScenario(scenario).moments.map(({ name, timesUs }) => [
      name,
      timesUs?.map((us) => us / 60e6),
    ]);
    expect(moments).toEqual([
      ["cut", [20, 50, 80, 110]],
      ["cut.ends", [30, 60, 90, 120]],
      ["crash", []],
      ["crash.ends", []],
    ]);
    expect(planOf(scenario).timeline).toEqual([
      "every 30 min from 20 min, 4 times: cut from home, europe to archives for 10 min",
      "at 3 h: crash of home, europe for 60 min",
    ]);
    const { timeline } = runScenario(scenario).tables;
    const column = (name: string) => Array.from<unknown>(timeline!.columns.find((one) => one.name === name)!.values);
    expect(column("time_s").map((s) => Number(s) / 60)).toEqual([20, 30, 50, 60, 80, 90, 110, 120]);
    expect(new Set(column("label"))).toEqual(new Set(["cut"]));
    expect(column("phase").slice(0, 2)).toEqual(["begins", "ends"]);
    expect(column("affected").slice(0, 2)).toEqual([12, 0]);
  });
});
