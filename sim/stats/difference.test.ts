import { describe, expect, it } from "vitest";
import { createStreams } from "../random/stream.js";
import { meanDifference, shareDifference } from "./difference.js";
import { normalQuantile } from "./distributions.js";

describe("the difference of two samples by their summaries", () => {
  it("of means is Welch's", () => {
    // Worked by hand: variances 4/10 and 9/20, 0.85 in all; 0.85² / (0.16/9 + 0.2025/19) = 25.4 degrees of freedom, t = 2.0578.
    const { difference, lower, upper } = meanDifference({ count: 10, mean: 5, deviation: 2 }, { count: 20, mean: 7, deviation: 3 }, 0.95); // prettier-ignore
    expect(difference).toBe(2);
    expect(upper - 2).toBeCloseTo(2.0578 * Math.sqrt(0.85), 2);
    expect(2 - lower).toBeCloseTo(upper - 2, 12);
  });

  it("of values without deviation is what it is", () => {
    const same = { count: 10, mean: 5, deviation: 0 };
    expect(meanDifference(same, { ...same, mean: 6 }, 0.9)).toEqual({ difference: 1, lower: 1, upper: 1 });
  });

  it("of shares is as published", () => {
    // Newcombe 1998, table II, case (a): 56/70 less 48/80, 95 %: 0.0524 to 0.3339.
    const of = shareDifference({ trials: 80, successes: 48 }, { trials: 70, successes: 56 }, 0.95);
    expect([of.difference, of.lower, of.upper].map((value) => Number(value.toFixed(4)))).toEqual([0.2, 0.0524, 0.3339]);
    // Case (h): 10/10 less 0/10: 0.6075 to 1.
    const all = shareDifference({ trials: 10, successes: 0 }, { trials: 10, successes: 10 }, 0.95);
    expect([all.lower, all.upper].map((value) => Number(value.toFixed(4)))).toEqual([0.6075, 1]);
  });

  it("covers what is true as often as it says", () => {
    const draws = createStreams("1", 0).purpose("difference");
    const runs = 2000;
    let [means, shares, next] = [0, 0, 0];
    const uniform = (): number => draws.uniform(0, next++);
    for (let run = 0; run < runs; run++) {
      const sample = (count: number, mean: number, spread: number) => {
        const values = Array.from({ length: count }, () => mean + spread * normalQuantile(uniform()));
        const average = values.reduce((sum, value) => sum + value, 0) / count;
        const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
        return { count, mean: average, deviation: Math.sqrt(squares / (count - 1)) };
      };
      const of = meanDifference(sample(10, 1, 1), sample(23, 2, 3), 0.9);
      if (of.lower <= 1 && of.upper >= 1) means++;
      const count = (trials: number, share: number) => ({
        trials,
        successes: Array.from({ length: trials }, uniform).filter((value) => value < share).length,
      });
      const by = shareDifference(count(80, 0.05), count(53, 0.15), 0.9);
      if (by.lower <= 0.1 && by.upper >= 0.1) shares++;
    }
    // Three standard errors of 90 % of 2000 are 2 %; score intervals of small shares cover a little more.
    expect(Math.abs(means / runs - 0.9)).toBeLessThan(0.02);
    expect(shares / runs).toBeGreaterThan(0.88);
    expect(shares / runs).toBeLessThan(0.95);
  });
});
