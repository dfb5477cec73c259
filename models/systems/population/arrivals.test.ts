/** Who appears when. Chance is held to one false alarm in a million; seeds are fixed. */
import { describe, expect, it } from "vitest";
import { chiSquared } from "../../../test/goodness-of-fit.js";
import { runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";

/** A network of Dawn, where nodes do nothing but be there. */
function seriesOf(fields: ScenarioText, name: string): readonly number[] {
  const scenario = smallScenario({ rules: "dawn", dawn: { round: "1000 d", participants: 1 }, ...fields });
  const { columns } = runScenario(scenario).tables.series;
  return Array.from<unknown, number>(columns.find((column) => column.name === name)?.values ?? [], Number);
}

describe("operators of the count", () => {
  it("are there from the start, each with all of its nodes, unless they appear later", () => {
    const operators = [
      { class: "old", count: 5, nodes: 3, workers: 2 },
      { class: "late", count: 4, nodes: 2, workers: 7, appear: { from: "3 h", until: "3 h" } },
    ];
    const fields = { operators, horizon: "4 h", report: { every: "1 h" } };
    expect(seriesOf(fields, "population.peers")).toEqual([15, 15, 15, 23, 23]);
    expect(seriesOf(fields, "population.workers")).toEqual([30, 30, 30, 86, 86]);
  });

  it("appear uniformly between two times: χ² of 2,000 in eight hours", () => {
    const operators = [{ class: "late", count: 2000, workers: 1, appear: { from: "2 h", until: "10 h" } }];
    const peers = seriesOf({ operators, horizon: "12 h", report: { every: "1 h" } }, "population.peers");
    expect([peers[0], peers[2], peers[10], peers[12]]).toEqual([0, 0, 2000, 2000]);
    const hours = [3, 4, 5, 6, 7, 8, 9, 10].map((hour) => peers[hour] - peers[hour - 1]);
    const { statistic, critical } = chiSquared(
      hours,
      hours.map(() => 1 / hours.length),
    );
    expect(statistic).toBeLessThan(critical);
  });
});

describe("a class that follows a measurement", () => {
  it("has at each reading as many workers more or fewer as the measurement, and not before the reading before", () => {
    const workers = [100, 140, 140, 125, 300];
    const fields = {
      operators: [
        { class: "follows", count: 50, workers: 2, follow: "cores" },
        { class: "stays", count: 3, workers: 5 },
      ],
      observed: { source: "a test", timeDays: [0, 1, 2, 3, 4], columns: { cores: workers } },
      horizon: "4 d",
      report: { every: "12 h" },
    };
    const total = seriesOf(fields, "population.workers");
    // A change is seen with the frame after it.
    const atReadings = [0, 1, 2, 3].map((day) => total[2 * day]);
    expect(atReadings).toEqual(workers.slice(0, 4).map((count) => count + 15));
    expect(total[3]).toBe(155);
    // Half-way through a day about half of its changes are done: within five standard deviations of a binomial draw.
    expect(Math.abs(total[1] - 15 - 120)).toBeLessThan(5 * Math.sqrt(40 / 4));
    expect(Math.abs(total[7] - 15 - 212.5)).toBeLessThan(5 * Math.sqrt(175 / 4));
  });

  it("loses no worker that is a node's last", () => {
    const fields = {
      operators: [{ class: "follows", count: 6, workers: 2, follow: "cores" }],
      observed: { source: "a test", timeDays: [0, 1], columns: { cores: [100, 0] } },
      horizon: "2 d",
      report: { every: "1 d" },
    };
    expect(seriesOf(fields, "population.workers")).toEqual([12, 6, 6]);
  });
});
