import { quantileSorted } from "d3-array";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialInterval } from "./binomial-interval.js";
import { estimate } from "./estimate.js";
import { metricKinds } from "./metric-kind.js";
import { type Sample, sampleOf } from "./sample.js";

describe("a sample", () => {
  it("has mean, deviation, interval, quantiles, extremes and how often there was nothing", () => {
    const values = [0, 4, 8, 0, 3];
    const { deviation, lower, upper } = estimate(values);
    expect(sampleOf(values)).toEqual({
      n: 5,
      mean: 3,
      deviation,
      lower95: lower,
      upper95: upper,
      method: "t",
      median: 3,
      p05: 0,
      p95: quantileSorted([0, 0, 3, 4, 8], 0.95),
      lowest: 0,
      highest: 8,
      zeros: 2,
    });
  });

  it("keeps whole amounts exact, and their interval above zero", () => {
    const large = 10n ** 30n;
    expect(sampleOf([large, large + 4n, large + 1n], "amount")).toMatchObject({
      mean: large + 1n,
      median: large + 1n,
      lowest: large,
      highest: large + 4n,
      method: "t",
    });
    expect(sampleOf([0n, 0n, 900n], "amount")).toMatchObject({ mean: 300n, lower95: 0n, zeros: 2 });
    expect(sampleOf([-5n, 0n, 900n])).toMatchObject({ zeros: 1 });
    expect((sampleOf([-5n, 0n, 900n]) as Sample<bigint>).lower95).toBeLessThan(0n);
    expect(sampleOf([3n, 3n], "amount")).toMatchObject({ lower95: 3n, upper95: 3n, method: "equal" });
  });

  it("of shares that came true or not has the exact interval of a share, all alike or not", () => {
    for (const [values, successes] of [
      [[1, 0, 0, 1, 0, 0, 0, 0], 2],
      [[0, 0, 0, 0, 0, 0, 0, 0], 0],
    ] as const) {
      const { lower, upper } = binomialInterval(successes, 8);
      expect(sampleOf(values, "share")).toMatchObject({ lower95: lower, upper95: upper, method: "binomial" });
    }
  });

  it("has no doubt of counts that are all alike", () => {
    expect(sampleOf([7, 7, 7], "count")).toMatchObject({ lower95: 7, upper95: 7, method: "equal" });
  });

  it("is drawn again for counts and shares of six replications, where fewer have Student's t", () => {
    const counts = [0, 0, 1, 0, 2, 9];
    expect(sampleOf(counts, "count")).toMatchObject({ method: "bca" });
    expect(sampleOf(counts.slice(1), "count")).toMatchObject({ method: "t", lower95: 0 });
    expect(sampleOf(counts, "amount")).toMatchObject({ method: "t", lower95: 0 });
    expect(sampleOf([0.99, 1, 0.8, 0.97], "share")).toMatchObject({ method: "t", upper95: 1 });
    expect(
      sampleOf(
        Array.from({ length: 1001 }, (_, k) => k % 7),
        "count",
      ),
    ).toMatchObject({ method: "t" });
  });

  it("claims nothing that its metric cannot be, and holds its mean", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 12 }),
        fc.constantFrom(...metricKinds),
        (values, kind) => {
          const { mean, lower95, upper95 } = sampleOf(values, kind) as Sample<number>;
          expect(lower95).toBeGreaterThanOrEqual(kind === "balance" ? -Infinity : 0);
          expect(upper95).toBeLessThanOrEqual(kind === "share" ? 1 : Infinity);
          expect(lower95).toBeLessThanOrEqual(mean! * (1 + 1e-12));
          expect(upper95).toBeGreaterThanOrEqual(mean! * (1 - 1e-12));
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it("of one value knows no doubt, and of values that were not all measured no mean", () => {
    expect(sampleOf([4], "count")).toMatchObject({
      n: 1,
      mean: 4,
      deviation: null,
      lower95: null,
      method: null,
      p95: 4,
    });
    expect(sampleOf([4n], "amount")).toMatchObject({ n: 1, mean: 4n, deviation: null, lower95: null, method: null });
    const part = { n: 2, mean: null, lower95: null, median: null, lowest: 3, highest: 8, zeros: 0 };
    expect(sampleOf([3, null, Number.NaN, 8], "duration")).toMatchObject(part);
    expect(sampleOf([3n, null, 8n], "amount")).toMatchObject({ ...part, lowest: 3n, highest: 8n });
    expect(sampleOf([null, null], "duration")).toMatchObject({ n: 0, mean: null, lowest: null, highest: null });
    expect([sampleOf(["a", "a"]), sampleOf([1, 2n])]).toEqual([null, null]);
  });
});
