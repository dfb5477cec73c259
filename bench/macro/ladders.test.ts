import { describe, expect, it } from "vitest";
import { ladderLines } from "./ladders.js";
import { type Measurement, summarize } from "./measurement.js";
import type { MacroRow } from "./rows.js";

const step = (nodes: number): MacroRow => ({
  name: `of ${nodes}`,
  scenario: "a.yaml",
  repetitions: 1,
  requirement: "–",
  ladder: { name: "a day", nodes },
});
const measured = (simulatingS: number, peakRssBytes: number): readonly Measurement[] => [
  {
    simulatedS: 1,
    frames: 1,
    events: 1,
    runS: 1,
    fingerprint: "aa",
    plannedS: 1,
    plannedBytes: 1,
    plannedEvents: 1,
    simulatingS,
    peakRssBytes,
  },
];

describe("the growth over a ladder of rows", () => {
  const rows = [step(1_000), step(200_000)];

  it("is held against n log n for time, and against n for memory", () => {
    const linear = summarize(rows, [measured(1, 1e7), measured(200, 2e9)]);
    expect(ladderLines(rows, linear)).toEqual([
      "a day, 1000 to 200000 nodes: simulating grows as nodes^1.00 (at most 1.11 ✓), memory as nodes^1.00 (at most 1.00 ✓)",
    ]);
    const worse = summarize(rows, [measured(1, 1e7), measured(2_000, 8e9)]);
    expect(ladderLines(rows, worse)[0]).toMatch(/nodes\^1\.43 .* ✗.*nodes\^1\.26 .* ✗/);
  });

  it("is told of no row that is alone, or on no ladder", () => {
    expect(ladderLines(rows, summarize([rows[0]], [measured(1, 1)]))).toEqual([]);
    const { ladder: _none, ...plain } = rows[0];
    expect(ladderLines([plain], summarize([plain], [measured(1, 1)]))).toEqual([]);
  });
});
