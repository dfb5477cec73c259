import { quantileSorted } from "d3-array";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactQuantile } from "./exact-quantile.js";

describe("quantiles of whole amounts", () => {
  it("are those of doubles, rounded down", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 100 }),
        (values, percent) => {
          const sorted = values.toSorted((a, b) => a - b);
          const exact = Number(exactQuantile(sorted.map(BigInt), percent));
          const double = quantileSorted(sorted, percent / 100)!;
          expect(exact).toBeLessThanOrEqual(double + 1e-9);
          expect(exact).toBeGreaterThan(double - 1 - 1e-9);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it("lose no digit, and there are none of nothing", () => {
    expect(exactQuantile([2n ** 80n, 2n ** 80n + 3n], 50)).toBe(2n ** 80n + 1n);
    expect(exactQuantile([7n], 95)).toBe(7n);
    expect(() => exactQuantile([], 50)).toThrow(RangeError);
  });
});
