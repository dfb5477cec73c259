import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimate } from "./estimate.js";
import { tFactor } from "./t-interval.js";
import { exactEstimate } from "./exact-estimate.js";

describe("estimates", () => {
  it("use the t quantiles of published tables", () => {
    const table = [
      [2, 12.706],
      [3, 4.303],
      [5, 2.776],
      [10, 2.262],
      [31, 2.042],
      [1001, 1.962],
    ];
    for (const [count, factor] of table) expect(tFactor(count)).toBeCloseTo(factor, 3);
  });

  it("give mean, sample deviation and interval of a worked example", () => {
    // 10, 12, 14, 16: mean 13, s² = 20/3, half-width 3.182446 · 2.581989 / 2.
    const { count, mean, deviation, lower, upper } = estimate([10, 12, 14, 16]);
    expect([count, mean]).toEqual([4, 13]);
    expect(deviation).toBeCloseTo(2.581989, 6);
    expect(lower).toBeCloseTo(13 - 4.108519, 5);
    expect(upper).toBeCloseTo(13 + 4.108519, 5);
  });

  it("know nothing but the mean of one value, and no doubt of equal ones", () => {
    expect(estimate([0.1])).toEqual({ count: 1, mean: 0.1, deviation: null, lower: null, upper: null });
    expect(estimate([0.1, 0.1, 0.1])).toMatchObject({ mean: 0.1, deviation: 0 });
    expect(exactEstimate([7n])).toEqual({ count: 1, mean: 7n, deviation: null, lower: null, upper: null });
    expect(exactEstimate([7n, 7n])).toEqual({ count: 2, mean: 7n, deviation: 0n, lower: 7n, upper: 7n });
    expect(() => estimate([])).toThrow(RangeError);
    expect(() => exactEstimate([])).toThrow(RangeError);
  });

  it("cover the true mean in about 95 of 100 samples", () => {
    // 2,000 samples of 5 sums of uniform numbers: 95 % ± 4 standard deviations (0.5 % each), false alarm below 1 in 10,000.
    let state = 1;
    const uniform = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const normal = (): number => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6);
    const covered = Array.from({ length: 2000 }, () => estimate(Array.from({ length: 5 }, normal))).filter(
      ({ lower, upper }) => (lower ?? 0) <= 0 && (upper ?? 0) >= 0,
    ).length;
    expect(covered).toBeGreaterThan(1860);
    expect(covered).toBeLessThan(1940);
  });

  it("of whole amounts agree with those of doubles, and keep every digit of the mean", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 20 }), (values) => {
        const doubles = estimate(values);
        const whole = exactEstimate(values.map(BigInt));
        expect(whole.mean).toBe(BigInt(Math.floor(values.reduce((sum, value) => sum + value, 0) / values.length)));
        expect(Math.abs(Number(whole.deviation) - (doubles.deviation ?? 0))).toBeLessThanOrEqual(1);
        expect(Math.abs(Number(whole.lower) - (doubles.lower ?? 0))).toBeLessThanOrEqual(2);
        expect(Math.abs(Number(whole.upper) - (doubles.upper ?? 0))).toBeLessThanOrEqual(2);
      }),
      { seed: 1, numRuns: 200 },
    );
    expect(exactEstimate([2n ** 100n, 2n ** 100n + 2n]).mean).toBe(2n ** 100n + 1n);
  });
});
