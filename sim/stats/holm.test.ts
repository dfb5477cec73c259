import { array, assert, double, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { holmCorrected } from "./holm.js";

describe("probabilities of several tests", () => {
  it("are corrected as in the example of the encyclopedia: 0.005 and 0.01 of four stay below 5 %", () => {
    // Wikipedia, Holm-Bonferroni method, "Example"; p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") of R gives the same.
    const corrected = holmCorrected([0.01, 0.04, 0.03, 0.005]);
    expect(corrected.map((one) => Number(one.toFixed(12)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  it("are never smaller than they were, never above one, and in the same order", () => {
    assert(
      property(array(double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (probabilities) => {
        const corrected = holmCorrected(probabilities);
        const order = probabilities.map((_, k) => k).sort((x, y) => probabilities[x] - probabilities[y]);
        const sorted = order.map((k) => corrected[k]);
        expect(sorted).toEqual(sorted.toSorted((x, y) => x - y));
        expect(corrected.every((one, k) => one >= probabilities[k] && one <= 1)).toBe(true);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("of none are none", () => {
    expect(holmCorrected([])).toEqual([]);
  });
});
