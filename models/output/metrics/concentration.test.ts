import { describe, expect, it } from "vitest";
import { gini, nakamoto } from "./concentration.js";

describe("concentration", () => {
  it("is none where all have the same, and nearly all where one has everything that counts", () => {
    expect(gini([5, 5, 5])).toBe(0);
    expect(gini([1, 3])).toBeCloseTo(0.25, 12);
    // Of 1, 2, …, n it is (n − 1) / 3n.
    expect(gini(Array.from({ length: 100 }, (_unused, k) => k + 1))).toBeCloseTo(99 / 300, 12);
    expect(gini([1e9, ...Array.from({ length: 99 }, () => 1)])).toBeCloseTo(0.99, 4);
  });

  it("is over those who have any of it", () => {
    expect(gini([0, 0, 4, 4])).toBe(0);
    expect([gini([]), gini([0])]).toEqual([0, 0]);
    expect([nakamoto([], 0.5), nakamoto([0, 0], 0.5)]).toEqual([0, 0]);
  });

  it("counts how few have more than a share together", () => {
    expect(nakamoto([10, 10, 10, 10], 1 / 2)).toBe(3);
    expect(nakamoto([40, 10, 10, 10], 1 / 2)).toBe(1);
    expect(nakamoto([1, 2, 3], 1 / 3)).toBe(1);
    expect(nakamoto([2, 2, 2], 1 / 3)).toBe(2);
  });
});
