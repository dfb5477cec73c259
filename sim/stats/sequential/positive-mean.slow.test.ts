import { describe, expect, test } from "vitest";
import { binomial } from "../../random/distributions/counts.js";
import { createStreams } from "../../random/stream.js";
import { meanBounds } from "./mean-sequence.js";
import { positiveMeanBounds } from "./positive-mean.js";

/** Products of shares of so many paths, each of which goes on with probability 0.2: what splitting comes to where a level is all that matters. */
function products(count: number, { paths, levels }: { paths: number; levels: number }): readonly number[] {
  const draws = createStreams(paths, levels).purpose("paths");
  return Array.from({ length: count }, (_, k) => {
    const cursor = draws.cursor(k);
    let product = 1;
    for (let level = 0; level < levels; level++) product *= binomial(cursor, { trials: paths, share: 0.2 }) / paths;
    return product;
  });
}

describe("the interval of a positive mean", () => {
  test.each([
    [100, 4, 10, 0.93, 0.97],
    [100, 8, 20, 0.93, 0.97],
    [100, 12, 40, 0.93, 0.97],
    [50, 8, 10, 0.9, 0.97],
  ])("covers the probability: shares of %i paths over %i levels, %i trees", (paths, levels, trees, lowest, highest) => {
    const intervals = 2000;
    const truth = 0.2 ** levels;
    const values = products(intervals * trees, { paths, levels });
    let covered = 0;
    for (let k = 0; k < intervals; k++) {
      // The first look may spend half of all error.
      const { lower, upper } = positiveMeanBounds(values.slice(k * trees, (k + 1) * trees), 0.1, 1);
      if (lower <= truth && truth <= upper) covered++;
    }
    expect(covered / intervals).toBeGreaterThan(lowest);
    expect(covered / intervals).toBeLessThan(highest);
  });

  test("is that of the mean where values hardly differ", () => {
    const values = [100, 101, 99, 100.5, 99.5];
    const [one, other] = [positiveMeanBounds(values, 0.1, 1), meanBounds(values, 0.1, 1)];
    expect(one.lower).toBeCloseTo(other.lower, 1);
    expect(one.upper).toBeCloseTo(other.upper, 1);
  });

  test("is open where next to nothing was seen", () => {
    expect(positiveMeanBounds([0, 0, 0], 0.1, 1)).toEqual({ mean: 0, lower: 0, upper: Infinity });
    expect(positiveMeanBounds([0, 3, 0], 0.1, 1)).toEqual({ mean: 1, lower: 0, upper: Infinity });
  });
});
