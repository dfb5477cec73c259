import { describe, expect, it } from "vitest";
import { createStreams } from "../random/stream.js";
import { ratioEstimate } from "./ratio-estimate.js";

const stream = createStreams("ratio", 0).purpose("groups");

/** Sizes from 10 to 30, and about three of it in each, as chance has it in a run. */
const drawn = (run: number, count: number) =>
  Array.from({ length: count }, (_, k) => {
    const size = 10 + stream.below(k, 3 * run, 21);
    return { size, amount: size * (3 + stream.uniform(k, 3 * run + 1) - 0.5) };
  });

describe("an estimate of a ratio", () => {
  it("is what all groups have per unit of size, exactly where all are measured", () => {
    expect(ratioEstimate([{ amount: 6, size: 2 }, { amount: 12, size: 4 }], 2)).toEqual({ value: 3, halfWidth: 0 }); // prettier-ignore
    expect(ratioEstimate([{ amount: 6, size: 2 }, { amount: 12, size: 4 }], 9)).toEqual({ value: 3, halfWidth: 0 }); // prettier-ignore
    expect(ratioEstimate([{ amount: 6, size: 2 }], 9)).toEqual({ value: 3, halfWidth: null });
    expect(ratioEstimate([{ amount: 0, size: 0 }], 9)).toBeNull();
  });

  it("has the interval of the formula", () => {
    // r = 2; residuals 1 and −1: s² = 2, x̄ = 5, t = 12.706.
    const { value, halfWidth } = ratioEstimate([{ amount: 9, size: 4 }, { amount: 11, size: 6 }], 8)!; // prettier-ignore
    expect(value).toBe(2);
    expect(halfWidth).toBeCloseTo((12.7062 * Math.sqrt(2 * (1 / 2 + 1 / 8))) / 5, 4);
  });

  it("covers what another run of all groups comes to in 95 of 100", () => {
    let covered = 0;
    const runs = 1000;
    for (let run = 0; run < runs; run++) {
      const whole = ratioEstimate(drawn(2 * run, 40), 40)!;
      const { value, halfWidth } = ratioEstimate(drawn(2 * run + 1, 10), 40)!;
      if (Math.abs(value - whole.value) <= halfWidth!) covered++;
    }
    // Binomial with 0.95: beyond four deviations once in 16,000.
    expect(covered / runs).toBeGreaterThan(0.95 - 4 * Math.sqrt((0.95 * 0.05) / runs));
    expect(covered / runs).toBeLessThan(0.95 + 4 * Math.sqrt((0.95 * 0.05) / runs));
  });
});
