import { describe, expect, it } from "vitest";
import { runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";

/** Sixty allocations on twelve shards, of which a day takes half. */
const falling = (fields: ScenarioText = {}): ScenarioText => ({
  rules: "v2.1-frames",
  operators: [{ class: "losing", count: 20, workers: 3, follow: "active", fall: "abrupt" }],
  shards: { count: 12, world: "12 GB" },
  start: { active: 60, joining: 0, health: { healthy: 3, needsCoverage: 9, haltRisk: 0 }, rings: [12] },
  observed: { source: "a test", timeDays: [0, 1], columns: { active: [60, 35] } },
  horizon: "25 h",
  report: { every: "1 h" },
  ...fields,
});

function seriesOf(fields: ScenarioText, name: string): readonly number[] {
  const { columns } = runScenario(smallScenario(fields)).tables.series;
  return Array.from<unknown, number>(columns.find((column) => column.name === name)?.values ?? [], Number);
}

describe("a class whose measured fall is abrupt", () => {
  it("loses active allocations as the column falls, without a leave, and keeps its nodes", () => {
    const active = seriesOf(falling(), "population.workersActive");
    expect(active[0]).toBe(60);
    expect(active.at(-1)).toBe(35);
    // Half-way through the day about half of the losses are done: within five standard deviations of a binomial draw.
    expect(Math.abs(active[12] - 47.5)).toBeLessThan(5 * Math.sqrt(25 / 4));
    expect(seriesOf(falling(), "lifecycle.leaves").at(-1)).toBe(0);
    expect(seriesOf(falling(), "population.peers").at(-1)).toBe(20);
    expect(seriesOf(falling(), "population.workers").at(-1)).toBe(35);
    expect(seriesOf(falling(), "population.workersFree").at(-1)).toBe(0);
  });

  it("gives them up by the rules of leaving where the fall is orderly", () => {
    const operators = [{ class: "leaving", count: 20, workers: 3, follow: "active" }];
    expect(seriesOf(falling({ operators }), "lifecycle.leaves").at(-1)).toBeGreaterThan(20);
  });

  it("keeps the last worker of every node", () => {
    const observed = { source: "a test", timeDays: [0, 1], columns: { active: [60, 0] } };
    expect(seriesOf(falling({ observed }), "population.workersActive").at(-1)).toBe(20);
  });

  it("loses of each node in proportion to what it has: seven standard deviations", () => {
    const operators = [
      { class: "losing", count: 2, nodes: 10, workers: { total: 400, sigma: 0.4 }, follow: "active", fall: "abrupt" },
    ];
    const fields = falling({
      operators,
      shards: { count: 80, world: "80 GB" },
      start: { active: 400, joining: 0, health: { healthy: 0, needsCoverage: 80, haltRisk: 0 }, rings: [80] },
      observed: { source: "a test", timeDays: [0, 1], columns: { active: [400, 200] } },
    });
    const { events } = writtenRun(smallScenario(fields));
    const had = new Map<number, number>();
    const lost = new Map<number, number>();
    for (const { what, rule, prover } of events) {
      if (what === "starts active") had.set(prover, (had.get(prover) ?? 0) + 1);
      if (rule === "scenario.follow") lost.set(prover, (lost.get(prover) ?? 0) + 1);
    }
    expect([...lost.values()].reduce((sum, count) => sum + count, 0)).toBe(200);
    for (const [prover, count] of had)
      expect(Math.abs((lost.get(prover) ?? 0) - count / 2)).toBeLessThan(7 * Math.sqrt(count / 4));
  });

  it.each(["v2.1-frames", "v2.1-epoch"] as const)("leaves books that an audit finds right, under %s", (rules) => {
    const audit = auditRun(writtenRun(smallScenario(falling({ rules, switches: { haltThreshold: 0 } }))));
    expect(audit.findings).toEqual([]);
    expect(audit.events).toBeGreaterThan(100);
  });

  it("is nothing that an audit takes for granted where the fall is orderly", () => {
    const run = writtenRun(smallScenario(falling()));
    const [one] = run.scenario.operators;
    const audit = auditRun({ ...run, scenario: { ...run.scenario, operators: [{ ...one, fall: "orderly" }] } });
    expect(audit.findings.map(({ rule }) => rule)).toContain("scenario.follow");
  });
});
