import { describe, expect, it } from "vitest";
import { spread } from "./spread.js";

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

describe("a spread of counts", () => {
  it("keeps to its ranges and adds up to its total, whatever the ranges allow beyond it", () => {
    const bounded = [
      { count: 3, min: 7, max: 32 },
      { count: 2, min: 0, max: 3 },
    ];
    expect(sum(spread(bounded, 60))).toBe(60);
    // A range that goes far beyond the total would otherwise be walked through, value by value.
    const unbounded = bounded.map((group) => ({ ...group, max: 1e12 }));
    const values = spread(unbounded, 60);
    expect(sum(values)).toBe(60);
    expect(Math.min(...values.slice(0, 3))).toBeGreaterThanOrEqual(7);
  });

  it("meets the least that its ranges allow, and the most", () => {
    expect(spread([{ count: 2, min: 1, max: 1e12 }], 2)).toEqual([1, 1]);
    expect(spread([{ count: 2, min: 1, max: 4 }], 8)).toEqual([4, 4]);
  });

  it("refuses a total that its ranges do not allow", () => {
    expect(() => spread([{ count: 2, min: 1, max: 4 }], 9)).toThrow(RangeError);
  });
});
