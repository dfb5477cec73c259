/** Every shipped scenario still comes to the fingerprint that is pinned for it. */
import { describe, expect, it } from "vitest";
import { type Baseline, readBaselines } from "./rows.js";
import { runBaseline, shippedScenarios } from "./shipped.js";

const baselines = await readBaselines();
const recomputed: Baseline[] = [];

describe("results/baselines/fingerprints.csv", () => {
  it("has one row for every shipped scenario, in order, and none for anything else", () => {
    expect(shippedScenarios.length).toBeGreaterThan(5);
    expect(baselines.map(({ scenario }) => scenario)).toEqual(shippedScenarios);
  });

  it.each(baselines)("says of $scenario which run it is, and something happens in it", (row) => {
    const { row: now, results } = runBaseline(row);
    recomputed.push(now);
    expect({ ...now, fingerprint: "" }).toEqual({ ...row, fingerprint: "" });
    for (const { tables, metrics, story } of results) {
      const happened = metrics.filter(({ name }) => name === "emission.issuedUnits" || name === "lifecycle.joins");
      expect(happened.reduce((sum, { value }) => sum + Number(value), 0)).toBeGreaterThan(0);
      expect(tables.series.rowCount).toBeGreaterThan(1);
      expect(story.length).toBeGreaterThan(0);
    }
  });

  it("has the fingerprints that the scenarios come to now", () => {
    expect(recomputed).toHaveLength(baselines.length);
    const changed = recomputed.flatMap((now) => {
      const before = baselines.find(({ scenario }) => scenario === now.scenario)?.fingerprint;
      return before === now.fingerprint ? [] : [`${now.scenario.padEnd(24)} ${before}  ${now.fingerprint}`];
    });
    const table = [`${"scenario".padEnd(24)} ${"before".padEnd(32)}  now`, ...changed].join("\n");
    const what = `these scenarios come to other results than before:\n\n${table}\n\nIf that is meant, "npm run baselines" writes the new ones; the commit says why.\n`;
    if (changed.length > 0) throw new Error(what);
  });
});
