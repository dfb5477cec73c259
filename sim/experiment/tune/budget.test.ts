import { describe, expect, it } from "vitest";
import { budgetOf, cellsOf, rowsOf } from "./budget.js";

describe("the budget of a tuning", () => {
  it.each([100, 400, 2000, 10_000, 100_000])("of %i replications is about that many", (cells) => {
    for (const axes of [1, 3, 8]) {
      const all = cellsOf(budgetOf(cells, axes), axes);
      expect(all).toBeGreaterThan(cells / 2);
      expect(all).toBeLessThan(cells * 1.25 + 60);
    }
  });

  it("leaves what is written", () => {
    const words = {
      replications: 3,
      sensitivity: { trajectories: 7, rows: 64 },
      population: 10,
      generations: 5,
    } as const;
    expect(budgetOf(2000, 4, words)).toMatchObject({
      replications: 3,
      trajectories: 7,
      rows: 64,
      population: 10,
      generations: 5,
    });
    expect(rowsOf({ rows: 64, rowPoints: 0 }, 4)).toBe(64);
  });

  it("has rows of Saltelli's design by the parameters that do something, or none", () => {
    const { rows, rowPoints } = budgetOf(2000, 8);
    expect([8, 4, 2].map((axes) => rowsOf({ rows, rowPoints }, axes))).toEqual([16, 32, 32]);
    expect(rowsOf(budgetOf(200, 8), 8)).toBe(0);
  });

  it("runs fewer futures where each has all replications", () => {
    const [alone, numbered] = [undefined, "path"].map((over) => budgetOf(2000, 4, { paths: { over } }));
    expect(numbered.paths * numbered.pathReplications).toBeLessThanOrEqual(alone.paths);
    expect(numbered.pathReplications).toBe(numbered.replications);
  });
});
