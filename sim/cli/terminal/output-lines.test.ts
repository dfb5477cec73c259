import { describe, expect, it } from "vitest";
import { outputLines } from "./output-lines.js";

const metrics = {
  "max(queue)": { value: 12_345, unit: "jobs" },
  "mean(queue)": { value: 17.900123, unit: "jobs", lower95: 12.4, upper95: 23.5 },
  "first(queue > 9)": { value: null, unit: "hours" },
  paid: { value: "36893488147419103232", unit: "units" },
  same: { value: 3, unit: "jobs", lower95: 3, upper95: 3 },
};

describe("the figures that a scenario asks for", () => {
  it("are a line each, with interval where there is one, and none where there is no value", () => {
    const outputs = Object.keys(metrics);
    expect(outputLines({ outputs, warmUpUs: 43_200e6 }, { metrics, replications: 3 })).toEqual([
      "",
      "Figures asked for, means of 3 replications with their 95 % intervals:",
      "  max(queue): 12,345 jobs",
      "  mean(queue): 17.9 [12.4, 23.5] jobs",
      "  first(queue > 9): none",
      "  paid: 36893488147419103232 units",
      "  same: 3 jobs",
      "Means leave out the first 12 h, the warm-up that the scenario names.",
    ]);
  });

  it("are no line where nothing is asked for, and say where a mean begins", () => {
    const one = { metrics, replications: 1 };
    expect(outputLines({ outputs: [], warmUpUs: undefined }, one)).toEqual([]);
    expect(outputLines({ outputs: ["paid"], warmUpUs: undefined }, one)).toHaveLength(3);
    expect(outputLines({ outputs: ["mean(queue)"], warmUpUs: undefined }, one).at(-1)).toContain("that MSER finds");
  });
});
