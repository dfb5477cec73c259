import { describe, expect, it } from "vitest";
import { createStreams } from "../../random/stream.js";
import { meanBounds, spentAt } from "./mean-sequence.js";
import { quantileBounds } from "./quantile-bounds.js";

const draws = createStreams("means over looks", 0);
const looks = [10, 15, 23, 35, 53, 80, 120, 180];

/** Draws of a run, by its number: sums of four uniform values, close to normal, with a mean of 2. */
const sampleOf = (run: number, count: number): number[] =>
  Array.from({ length: count }, (_, k) =>
    [0, 1, 2, 3].reduce((sum, part) => sum + draws.purpose("normal").uniform(run, 4 * k + part), 0),
  );

describe("a mean looked at again and again", () => {
  it("never spends more than its error", () => {
    let spent = 0;
    for (let look = 1; look <= 10_000; look++) spent += spentAt(0.05, look);
    expect(spent).toBeLessThan(0.05);
    expect(spent).toBeGreaterThan(0.0499);
  });

  it("is missed at any look by fewer than 5 % of 2,000 samples", () => {
    let missed = 0;
    for (let run = 0; run < 2000; run++) {
      const values = sampleOf(run, 180);
      const isMissed = looks.some((count, k) => {
        const { lower, upper } = meanBounds(values.slice(0, count), 0.05, k + 1);
        return lower > 2 || upper < 2;
      });
      if (isMissed) missed++;
    }
    expect(missed / 2000).toBeLessThan(0.05);
    // And is no wider than it has to be by orders of magnitude.
    expect(missed / 2000).toBeGreaterThan(0.01);
  });

  it("is not bounded by a single value, and is the value where all are one", () => {
    expect(meanBounds([7], 0.05, 1)).toEqual({ mean: 7, lower: -Infinity, upper: Infinity });
    expect(meanBounds([7, 7, 7], 0.05, 1)).toEqual({ mean: 7, lower: 7, upper: 7 });
  });
});

describe("a quantile looked at again and again", () => {
  it("is missed at any look by fewer than 5 % of 500 samples, whatever the values are", () => {
    const uniform = draws.purpose("quantile");
    let missed = 0;
    for (let run = 0; run < 500; run++) {
      const values = Array.from({ length: 180 }, (_, k) => uniform.uniform(run, k) ** 4);
      const isMissed = looks.some((count) => {
        const { lower, upper } = quantileBounds(
          values.slice(0, count).sort((a, b) => a - b),
          0.8,
          0.05,
        );
        return lower > 0.8 ** 4 || upper < 0.8 ** 4;
      });
      if (isMissed) missed++;
    }
    expect(missed / 500).toBeLessThan(0.05);
  });

  it("has no upper bound before so many values that one of them lies above", () => {
    expect(quantileBounds([1, 2, 3], 0.99, 0.05)).toEqual({ lower: 1, upper: Infinity });
    const { lower, upper } = quantileBounds(Array.from({ length: 1000 }, (_, k) => k), 0.5, 0.05); // prettier-ignore
    expect(lower).toBeGreaterThan(430);
    expect(upper).toBeLessThan(570);
  });
});
