import { describe, expect, it } from "vitest";
import { runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";

/** Eight nodes serve six shards; five never answer, and ask for nine places that a measurement adds. */
const network = (answers: string, fields: ScenarioText = {}): ScenarioText => ({
  rules: "v2.1-frames",
  operators: [
    { class: "serving", count: 8, workers: 3 },
    { class: "silent", count: 5, workers: 2, answers, follow: "joining", fall: "abrupt" },
  ],
  shards: { count: 6, world: "6 GB" },
  observed: { source: "a test", timeDays: [0, 0.1, 0.6, 1], columns: { joining: [10, 19, 19, 12] } },
  horizon: "14 h",
  report: { every: "1 h" },
  ...fields,
});

function seriesOf(fields: ScenarioText, name: string): readonly number[] {
  const { columns } = runScenario(smallScenario(fields)).tables.series;
  return Array.from<unknown, number>(columns.find((column) => column.name === name)?.values ?? [], Number);
}

describe("joins that nobody answers", () => {
  it("stay where they are, and are asked for once, where they are stale records", () => {
    const joining = seriesOf(network("stale"), "population.workersJoining");
    expect(joining.slice(6)).toEqual(joining.slice(6).map(() => 19));
    expect(seriesOf(network("stale"), "lifecycle.joins").at(-1)).toBe(seriesOf(network("stale"), "lifecycle.joins")[6]);
  });

  it("lapse and are asked for again, where they are not", () => {
    const joins = seriesOf(network("never"), "lifecycle.joins");
    expect(joins.at(-1)).toBeGreaterThan(joins[6] + 50);
  });

  it("are lost one by one as the measurement falls abruptly", () => {
    const joining = seriesOf(network("stale", { horizon: "25 h" }), "population.workersJoining");
    expect(joining.at(-1)).toBe(12);
  });

  it.each(["v2.1-frames", "v2.1-epoch"] as const)("leave books that an audit finds right, under %s", (rules) => {
    const audit = auditRun(writtenRun(smallScenario(network("stale", { rules, horizon: "25 h" }))));
    expect(audit.findings).toEqual([]);
  });
});
