/** A handful of shipped scenarios still come to the fingerprint and the figures that are pinned for them. */
import { describe, expect, it } from "vitest";
import { readFigures } from "./figures.js";
import { allBaselines, handful, holdsPinned } from "./pinned.js";
import { shippedScenarios } from "./shipped.js";

describe("results/baselines/fingerprints.csv", () => {
  it("has one row for every shipped scenario, in order, and none for anything else", () => {
    expect(shippedScenarios.length).toBeGreaterThan(5);
    expect(allBaselines.map(({ scenario }) => scenario)).toEqual(shippedScenarios);
  });
});

describe("the figures beside the fingerprints", () => {
  const stored = readFigures();

  it("are there for every scenario: a summary and two pictures, all small", () => {
    expect([...stored.keys()].filter((path) => path.endsWith(".json"))).toHaveLength(shippedScenarios.length);
    expect(stored.size).toBe(3 * shippedScenarios.length);
    expect([...stored.values()].reduce((sum, text) => sum + text.length, 0)).toBeLessThan(
      70_000 * shippedScenarios.length,
    );
  });
});

describe("one of every era, and what changes most", () => {
  holdsPinned(handful);
});
