import { describe, expect, it } from "vitest";
import { common, coverage, logistic, questionOf } from "../../../test/known-curves.js";
import { ln, pow } from "../../units/portable-math.js";

describe("an interval of a critical value", () => {
  it("keeps close to that where the truth is no logistic curve, and the bound is far from a half", () => {
    const cases = [
      { bound: 0.1, curve: (x: number) => pow(x, 3), truth: pow(0.1, 1 / 3) },
      { bound: 0.5, curve: (x: number) => 1 - pow(1 - x, 4), truth: 1 - pow(0.5, 1 / 4) },
      { bound: 0.1, curve: logistic(0.37, 15), truth: 0.37 + ln(0.1 / 0.9) / 15 },
    ];
    for (const { bound, curve, truth } of cases) {
      const of = coverage(questionOf(bound), curve, { truth, searches: 1000, response: common });
      expect(of.inInterval).toBeGreaterThanOrEqual(0.92);
      expect(of.inInterval).toBeLessThanOrEqual(0.98);
      expect(of.inBracket).toBeGreaterThan(0.95);
    }
  });
});
