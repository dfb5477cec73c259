import { describe, expect, it } from "vitest";
import { binomialInterval } from "./binomial-interval.js";

describe("the exact interval of a share", () => {
  it("is that of published tables", () => {
    // Newcombe 1998, Statistics in Medicine 17, table I, method 5 (Clopper and Pearson).
    const published = [
      [81, 263, 0.2527, 0.3676],
      [15, 148, 0.0578, 0.1617],
      [0, 20, 0, 0.1684],
      [1, 29, 0.0009, 0.1776],
    ];
    for (const [successes, trials, lower, upper] of published) {
      const found = binomialInterval(successes, trials);
      expect(found.lower).toBeCloseTo(lower, 4);
      expect(found.upper).toBeCloseTo(upper, 4);
    }
  });

  it("is the same from both sides, and ends where shares do", () => {
    for (let successes = 0; successes <= 12; successes++) {
      const [one, other] = [binomialInterval(successes, 12), binomialInterval(12 - successes, 12)];
      expect(one.lower).toBeCloseTo(1 - other.upper, 12);
    }
    expect(binomialInterval(0, 5).lower).toBe(0);
    expect(binomialInterval(5, 5).upper).toBe(1);
  });

  it("covers every share in 95 of 100 samples at least", () => {
    // No sampling: the probability of each outcome times whether its interval covers.
    for (const trials of [3, 10, 20]) {
      const intervals = Array.from({ length: trials + 1 }, (_, k) => binomialInterval(k, trials));
      for (let share = 0.01; share < 1; share += 0.01) {
        let probability = (1 - share) ** trials;
        let covered = 0;
        for (let k = 0; k <= trials; k++) {
          if (intervals[k].lower <= share && share <= intervals[k].upper) covered += probability;
          probability *= ((trials - k) / (k + 1)) * (share / (1 - share));
        }
        expect(covered).toBeGreaterThanOrEqual(0.95);
      }
    }
  });
});
