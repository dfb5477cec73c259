/** Every shipped scenario still comes to the fingerprint and the figures that are pinned for it. */
import { describe, expect, it } from "vitest";
import { figuresOf, readFigures } from "./figures.js";
import { type Baseline, readBaselines } from "./rows.js";
import { runBaseline, shippedScenarios } from "./shipped.js";

const baselines = await readBaselines();
const recomputed: Baseline[] = [];
const figures = new Map<string, string>();

describe("results/baselines/fingerprints.csv", () => {
  it("has one row for every shipped scenario, in order, and none for anything else", () => {
    expect(shippedScenarios.length).toBeGreaterThan(5);
    expect(baselines.map(({ scenario }) => scenario)).toEqual(shippedScenarios);
  });

  it.each(baselines)("says of $scenario which run it is, and something happens in it", async (row) => {
    const { row: now, scenario, results } = runBaseline(row);
    recomputed.push(now);
    for (const [path, text] of await figuresOf(row, { scenario, results })) figures.set(path, text);
    expect({ ...now, fingerprint: "" }).toEqual({ ...row, fingerprint: "" });
    for (const { tables, metrics, summaryLines } of results) {
      const happened = metrics.filter(({ name }) => name === "emission.issuedUnits" || name === "lifecycle.joins");
      expect(happened.reduce((sum, { value }) => sum + Number(value), 0)).toBeGreaterThan(0);
      expect(tables.series.rowCount).toBeGreaterThan(1);
      expect(summaryLines.length).toBeGreaterThan(0);
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

describe("the figures beside the fingerprints", () => {
  const stored = readFigures();
  const summaries = [...stored.keys()].filter((path) => path.endsWith(".json"));

  it("are there for every scenario: a summary and two pictures, all small", () => {
    expect(summaries).toHaveLength(shippedScenarios.length);
    expect([...stored.keys()]).toEqual([...figures.keys()].toSorted());
    expect(stored.size).toBe(3 * shippedScenarios.length);
    expect([...stored.values()].reduce((sum, text) => sum + text.length, 0)).toBeLessThan(
      70_000 * shippedScenarios.length,
    );
  });

  it.each(summaries)("say in %s what the run comes to now", (path) => {
    expect(JSON.parse(figures.get(path) ?? "null")).toEqual(JSON.parse(stored.get(path) ?? "null"));
  });

  it("have the bytes that are written and drawn now", () => {
    const changed = [...figures].flatMap(([path, text]) => (stored.get(path) === text ? [] : [path]));
    // If that is meant, `npm run baselines` writes them anew; the commit says why.
    expect(changed).toEqual([]);
  });
});
