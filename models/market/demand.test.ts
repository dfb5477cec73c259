import { assert, double, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { demandShare } from "./demand.js";

const amount = () => double({ min: 1e-9, max: 1e9, noNaN: true });

describe("demand for storage", () => {
  it("is whole up to the usual fee, and falls by the elasticity beyond it", () => {
    const demand = { feeUsd: 0.01, elasticity: 0.5 };
    expect([0, 0.005, 0.01].map((usd) => demandShare(demand, usd))).toEqual([1, 1, 1]);
    expect(demandShare(demand, 0.04)).toBeCloseTo(0.5, 12);
    expect(demandShare({ feeUsd: 0.01, elasticity: 2 }, 0.02)).toBeCloseTo(0.25, 12);
    expect(demandShare({ feeUsd: 0.01, elasticity: 0 }, 1e6)).toBe(1);
  });

  it("is never more than all, nor less than nothing, and never rises with the fee", () => {
    assert(
      property(amount(), double({ min: 0, max: 10, noNaN: true }), amount(), amount(), (feeUsd, elasticity, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((usd) => demandShare({ feeUsd, elasticity }, usd));
        expect(high).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(1);
        expect(high).toBeLessThanOrEqual(low);
      }),
      { seed: 13, numRuns: 300 },
    );
  });
});
