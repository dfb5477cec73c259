/**
 * Holds shipped scenarios to the fingerprint and the figures that are pinned for them. A handful stand for all where a
 * contributor waits; the others are run with the slow tests.
 */
import { expect, it } from "vitest";
import { type Figures, figuresOf, readFigures } from "./figures.js";
import { type Baseline, readBaselines } from "./rows.js";
import { runBaseline } from "./shipped.js";

/** Of every era one, and of what else there is what changes most with a rule. */
const isOfHandful = ({ scenario }: Baseline): boolean =>
  scenario.startsWith("eras/") ||
  ["senior-outage.yaml", "economy/who-stays.yaml", "mainnet-2026-10.yaml"].includes(scenario);

export const allBaselines: readonly Baseline[] = await readBaselines();
export const handful: readonly Baseline[] = allBaselines.filter(isOfHandful);
export const others: readonly Baseline[] = allBaselines.filter((row) => !isOfHandful(row));

/** Files of results/baselines/ that are of one of these rows. */
const storedOf = (rows: readonly Baseline[]): Figures => {
  const folders = rows.map(({ scenario }) => `${scenario.replace(/\.yaml$/, "")}/`);
  return new Map([...readFigures()].filter(([path]) => folders.some((folder) => path.startsWith(folder))));
};

/** Tests of some rows. */
export function holdsPinned(rows: readonly Baseline[]): void {
  const recomputed: Baseline[] = [];
  const figures = new Map<string, string>();
  const stored = storedOf(rows);

  it.each(rows)("says of $scenario which run it is, and something happens in it", async (row) => {
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
    expect(recomputed).toHaveLength(rows.length);
    const changed = recomputed.flatMap((now) => {
      const before = rows.find(({ scenario }) => scenario === now.scenario)?.fingerprint;
      return before === now.fingerprint ? [] : [`${now.scenario.padEnd(24)} ${before}  ${now.fingerprint}`];
    });
    const table = [`${"scenario".padEnd(24)} ${"before".padEnd(32)}  now`, ...changed].join("\n");
    const what = `these scenarios come to other results than before:\n\n${table}\n\nIf that is meant, "npm run baselines" writes the new ones; the commit says why.\n`;
    if (changed.length > 0) throw new Error(what);
  });

  it.each([...stored.keys()].filter((path) => path.endsWith(".json")))(
    "says in %s what the run comes to now",
    (path) => {
      expect(JSON.parse(figures.get(path) ?? "null")).toEqual(JSON.parse(stored.get(path) ?? "null"));
    },
  );

  it("has the bytes that are written and drawn now", () => {
    const changed = [...figures].flatMap(([path, text]) => (stored.get(path) === text ? [] : [path]));
    // If that is meant, `npm run baselines` writes them anew; the commit says why.
    expect(changed).toEqual([]);
    expect([...figures.keys()].toSorted()).toEqual([...stored.keys()]);
  });
}
