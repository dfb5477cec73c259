import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accelerationOf, bcaInterval } from "./bca-interval.js";

/** Efron and Tibshirani 1993, table 14.1: scores of 26 children in test A of spatial perception. */
const spatial = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41];

/** Divided by n, as there. */
function variance(values: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const value of values) sum += value;
  for (const value of values) squares += (value - sum / values.length) ** 2;
  return squares / values.length;
}

const mean = (those: Float64Array): number => those.reduce((sum, value) => sum + value, 0) / those.length;

describe("the bootstrap", () => {
  it("comes to the published interval of a variance, up to what resamples differ", () => {
    const sample = Float64Array.from(spatial);
    // Table 14.2: estimate 171.5, acceleration 0.061, 90 % BCa interval from 115.8 to 259.6.
    expect(variance(sample)).toBeCloseTo(171.5, 1);
    expect(accelerationOf(sample, variance)).toBeCloseTo(0.061, 3);
    const { lower, upper } = bcaInterval(spatial, { statistic: variance, reach: 1.6449 });
    expect(Math.abs(lower - 115.8)).toBeLessThan(3);
    expect(Math.abs(upper - 259.6)).toBeLessThan(6);
  });

  it("has a sixth of the skewness over the root of n as the acceleration of a mean", () => {
    const values = Float64Array.of(0, 0, 1, 1, 2, 5, 12);
    const moments = [2, 3].map((power) => values.reduce((sum, value) => sum + (value - 3) ** power, 0));
    expect(accelerationOf(values, mean)).toBeCloseTo(moments[1] / (6 * moments[0] ** 1.5), 12);
  });

  it("stays between the lowest and the highest value, and gives the same again", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 6, maxLength: 25 }), (values) => {
        fc.pre(values.some((value) => value !== values[0]));
        const { lower, upper } = bcaInterval(values);
        expect(lower).toBeGreaterThanOrEqual(values.reduce((a, b) => Math.min(a, b)));
        expect(upper).toBeLessThanOrEqual(values.reduce((a, b) => Math.max(a, b)));
        expect(lower).toBeLessThan(upper);
        expect(bcaInterval(values)).toEqual({ lower, upper });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("reaches farther where the tail is", () => {
    const values = [0, 0, 0, 0, 1, 1, 1, 2, 2, 9];
    const { lower, upper } = bcaInterval(values);
    expect(upper - 1.6).toBeGreaterThan(1.5 * (1.6 - lower));
  });
});
