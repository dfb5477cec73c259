import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { median } from "../median.js";
import { type Measurement, readMeasurement, summarize } from "./measurement.js";
import { resultsTable } from "./results-table.js";
import { macroRows } from "./rows.js";

const run = (more: Partial<Measurement> = {}): Measurement => ({
  simulatedS: 86_400,
  frames: 8640,
  events: 20_000,
  runS: 10,
  simulatingS: 8,
  peakRssBytes: 1e9,
  fingerprint: "aa/events",
  plannedS: 9,
  plannedBytes: 9e8,
  plannedEvents: 18_000,
  ...more,
});
const base = { name: "base", scenario: "a.yaml", repetitions: 1, requirement: "–" };

describe("a benchmark", () => {
  it("takes the middle of its repetitions, whatever their order", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow(RangeError);
  });

  it("names each row once and measures scenarios that are there", () => {
    expect(new Set(macroRows.map(({ name }) => name)).size).toBe(macroRows.length);
    const root = fileURLToPath(new URL("../../", import.meta.url));
    expect(macroRows.filter(({ scenario }) => !existsSync(root + scenario))).toEqual([]);
  });

  it("reads what a run printed and what the simulation took", () => {
    const { runS: elapsedS, peakRssBytes, fingerprint, plannedS, plannedBytes, plannedEvents, ...simulating } = run();
    const planned = { plannedS, plannedBytes, plannedEvents };
    const printed = [{ elapsedS, peakRssBytes, fingerprint, scenario: "base" }, simulating, planned].map(
      (line) => `${JSON.stringify(line)}\n`,
    );
    expect(readMeasurement(printed.join(""))).toEqual(run());
  });

  it("shows the middle time and the largest memory of a row", () => {
    const [result] = summarize([base], [[run({ runS: 30 }), run({ runS: 10, peakRssBytes: 2e9 }), run({ runS: 20 })]]);
    expect(result).toMatchObject({ name: "base", runS: 20, peakRssBytes: 2e9, repetitions: 3, isMet: null });
  });

  it("refuses to time runs that differ in what they simulated", () => {
    expect(() => summarize([base], [[run(), run({ fingerprint: "ab/events" })]])).toThrow("different fingerprints");
  });

  it("holds time, memory and ratio against what is required", () => {
    const timed = { ...base, maxSeconds: 10, maxBytes: 1e9 };
    const met = (more: Partial<Measurement>): boolean | null => summarize([timed], [[run(more)]])[0].isMet;
    expect([met({}), met({ runS: 10.1 }), met({ peakRssBytes: 1.1e9 })]).toEqual([true, false, false]);
    const year = { ...base, name: "year", maxTimes: { row: "base", factor: 4 } };
    const ratio = (simulatingS: number): boolean | null =>
      summarize([base, year], [[run()], [run({ simulatingS })]])[1].isMet;
    expect([ratio(32), ratio(32.1)]).toEqual([true, false]);
    expect(summarize([year], [[run()]])[0].isMet).toBe(null);
  });

  it("prints a row with its speed and the requirement beside it", () => {
    const line = resultsTable(summarize([{ ...base, requirement: "10 s", maxSeconds: 10 }], [[run()]])).split("\n")[3];
    expect(line.split("│").map((cell) => cell.trim())).toEqual([
      "",
      "base",
      "24 h",
      "10 s",
      "8.0 s",
      "1,080",
      "20,000",
      "2,500",
      "1.0 GB",
      "9.0 s, 900 MB, 18,000",
      "10 s ✓",
      "1",
      "",
    ]);
  });
});
