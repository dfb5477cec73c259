import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runScenario, smallScenario } from "../test/network-kit.js";
import { withFigures } from "../sim/experiment/figures/with-figures.js";
import { loadFile, planFor, ScenarioErrors } from "../sim/experiment/ready-scenario.js";
import { figuresOfMeasure } from "../sim/experiment/search/measure.js";
import { readyTune } from "../sim/experiment/tune/ready-tune.js";
import { valuesOf } from "../sim/table/result-table.js";
import { quilibrium } from "./quilibrium.js";

const over = {
  horizon: "3 d",
  operators: [{ class: "home", count: 20, workers: 2 }],
  report: { every: "7 h" },
};
const wrongIn = (date: string | undefined, ...outputs: string[]) =>
  planFor(quilibrium, "a.yaml", smallScenario({ ...over, ...(date !== undefined && { date }), outputs }))
    .infeasible.filter(({ path }) => path.startsWith("outputs"))
    .map(({ path }) => path);

describe("the supply at a date, supply(2033)", () => {
  it("is that of the last look at or before it, and of the year in which the run ends that of its end", () => {
    const outputs = ["supply(2032)", "supply(2033)", "supply(2033-01-01)", "supply at 21 h", "supply at 27 h"];
    // Looks at 21 h and 28 h: the year ends between them.
    const scenario = smallScenario({ ...over, date: "2032-12-31", outputs });
    const run = runScenario(scenario);
    const supply = valuesOf(run.tables.series, "supply.total_quil");
    const { startMs } = quilibrium.datedOf!(scenario);
    const { metrics } = withFigures(run, scenario, quilibrium.metricsOf(scenario), startMs);
    const told = new Map(metrics.map(({ name, value }) => [name, value]));
    const [at21, end] = [supply[3], supply.at(-1)];
    expect(at21).not.toBe(end);
    expect(told.get("supply.total_quil at 2032")).toBe(at21);
    expect(told.get("supply.total_quil at 2033-01-01")).toBe(at21);
    expect(told.get("supply.total_quil at 21 h")).toBe(at21);
    expect(told.get("supply.total_quil at 27 h")).toBe(at21);
    expect(told.get("supply.total_quil at 2033")).toBe(end);
    expect(told.get("supply.total_quil at 2033")).toBe(told.get("supply.total_quil"));
    expect(metrics.find(({ name }) => name.endsWith("at 2033"))?.unit).toBe("QUIL");
  });

  it("is refused before a run that does not have it, or has no date", () => {
    expect(wrongIn("2032-12-31", "supply(2031)", "supply(2032)", "supply(2034)", "supply at 4 d")).toEqual([
      "outputs[0]",
      "outputs[2]",
      "outputs[3]",
    ]);
    expect(wrongIn(undefined, "supply(2033)", "supply at 1 d")).toEqual(["outputs[0]"]);
  });

  it("is what the shipped tuning of 2033 is bound by", () => {
    const file = fileURLToPath(new URL("../scenarios/economy/tune-2033.yaml", import.meta.url));
    const loaded = loadFile(quilibrium, file);
    if (!loaded.ok) throw new ScenarioErrors(loaded.errors);
    const [supply] = readyTune(quilibrium, file, loaded).constraints;
    expect(figuresOfMeasure(supply.measure)).toEqual(["supply.total_quil at 2033"]);
    expect(supply.claim).toMatchObject({ lower: 1.6e9, upper: 1.7e9, unit: "QUIL" });
  });

  it("is the only meaning of its short name", () => {
    const named = quilibrium.metricsOf().filter(({ name, alias }) => name === "supply" || alias === "supply");
    expect(named.map(({ name }) => name)).toEqual(["supply.total_quil"]);
  });
});
