/** Changes of level: found where they were put, and not where there are none. Seeds are fixed. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normal } from "../random/distributions/continuous.js";
import { poisson } from "../random/distributions/counts.js";
import type { Source } from "../random/source.js";
import { createStreams } from "../random/stream.js";
import { changePoints } from "./change-points.js";
import { noiseOf } from "./noise.js";

/** One source of random numbers a series. */
const sourceOf = (series: number): Source => createStreams("change points", series).purpose("noise").cursor(0);

/** Levels, each for so many values, with noise of deviation 1 of which each value keeps a part for the next. */
function levels(
  source: Source,
  parts: readonly (readonly [level: number, count: number])[],
  correlation = 0,
): number[] {
  let noise = normal(source, { mean: 0, deviation: 1 });
  const fresh = Math.sqrt(1 - correlation * correlation);
  return parts.flatMap(([level, count]) =>
    Array.from({ length: count }, () => {
      noise = correlation * noise + normal(source, { mean: 0, deviation: fresh });
      return level + noise;
    }),
  );
}

const found = (values: readonly number[], noiseFloor = 0): number[] =>
  changePoints(values, { noiseFloor }).map(({ at }) => at);

/** Independent noise. */
const white =
  (count: number) =>
  (source: Source): readonly number[] =>
    levels(source, [[0, count]]);

/** Series of 400 in which a change is found though there is none. */
const falseAlarms = (series: (source: Source) => readonly number[]): number =>
  Array.from({ length: 400 }, (_unused, k) => found(series(sourceOf(k)))).filter(({ length }) => length > 0).length;

/** Squared error of one level for all values. */
function cost(part: readonly number[]): number {
  const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
  return part.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** Best partition by trying every one: cost of squares, and the penalty a change. */
function bestByTrial(values: readonly number[], penalty: number, minLength: number): number {
  let best = cost(values);
  for (let at = minLength; at <= values.length - minLength; at++)
    best = Math.min(best, cost(values.slice(0, at)) + penalty + bestByTrial(values.slice(at), penalty, minLength));
  return best;
}

describe("changes of level", () => {
  it("are found where they were put, to two values, in 95 of 100 series", () => {
    const right = Array.from({ length: 200 }, (_unused, k) => {
      const at = found(levels(sourceOf(k), [[10, 60], [14, 40], [14 - 4.5, 50], [20, 30]])); // prettier-ignore
      return at.length === 3 && [60, 100, 150].every((wanted, n) => Math.abs(at[n] - wanted) <= 2);
    }).filter(Boolean).length;
    expect(right).toBeGreaterThanOrEqual(190);
  });

  it("carry the levels on both sides, and how much of it came at once", () => {
    const steps = [...Array.from({ length: 20 }, () => 5), ...Array.from({ length: 30 }, () => 2)];
    const [only, ...others] = changePoints(steps, { noiseFloor: 0.1 });
    expect([only.at, others]).toEqual([20, []]);
    expect(only.before).toBeCloseTo(5, 9);
    expect(only.after).toBeCloseTo(2, 9);
    expect(only.step).toBeCloseTo(-3, 9);
    // What drifts is cut into levels too, but its steps are small beside their differences.
    const drift = Array.from({ length: 200 }, (_unused, k) => k / 10);
    for (const { before, after, step } of changePoints(drift, { noiseFloor: 0.1 }))
      expect(Math.abs(step)).toBeLessThan(Math.abs(after - before) / 2);
  });

  it("are seldom found in noise: in 1 of 100 series, in 5 of small counts, and more often where it hangs together for long", () => {
    expect(falseAlarms(white(72))).toBeLessThanOrEqual(4);
    expect(falseAlarms(white(400))).toBeLessThanOrEqual(4);
    expect(falseAlarms((source) => Array.from({ length: 200 }, () => poisson(source, 3)))).toBeLessThanOrEqual(20);
    expect(falseAlarms((source) => levels(source, [[0, 200]], 0.5))).toBeLessThanOrEqual(32);
    expect(falseAlarms((source) => levels(source, [[0, 200]], 0.8))).toBeLessThanOrEqual(80);
  });

  it("are those of the cheapest partition, as trying all of them gives it", () => {
    const property = fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 11 }),
      fc.constantFrom(1, 2, 3),
      (values, minLength) => {
        fc.pre(values.length >= 2 * minLength);
        const noiseFloor = 1;
        const penalty = 4 * Math.log(values.length) * noiseOf(values, noiseFloor).longRunVariance;
        const starts = changePoints(values, { noiseFloor, minLength }).map(({ at }) => at);
        const cut = [0, ...starts, values.length];
        const parts = starts.concat(values.length).map((until, k) => values.slice(cut[k], until));
        const costs = parts.map(cost);
        const total = costs.reduce((sum, cost) => sum + cost, 0) + starts.length * penalty;
        expect(total).toBeCloseTo(bestByTrial(values, penalty, minLength), 6);
        for (const part of parts) expect(part.length).toBeGreaterThanOrEqual(minLength);
      },
    );
    fc.assert(property, { seed: 5, numRuns: 300 });
  });

  it("need values, and stand still where these do", () => {
    expect([found([]), found([1]), found([1, 9]), found([4, 4, 4, 4, 4])]).toEqual([[], [], [], []]);
  });

  it("of a single value are seen where a level may be as short", () => {
    const spike = Array.from({ length: 40 }, (_unused, k) => (k === 25 ? 50 : 0));
    expect(changePoints(spike, { noiseFloor: 1, minLength: 1 }).map(({ at }) => at)).toEqual([25, 26]);
  });
});

describe("the noise of a series", () => {
  it("is that of its values, hanging together as they do, whatever its levels", () => {
    const series = levels(sourceOf(1), [[0, 2000], [30, 2000]], 0.5); // prettier-ignore
    const { correlation, longRunVariance } = noiseOf(series, 0);
    expect(Math.abs(correlation - 0.5)).toBeLessThan(0.1);
    expect(Math.abs(longRunVariance - 3)).toBeLessThan(0.8);
  });

  it("is the floor where nothing moves", () => {
    expect(noiseOf([7, 7, 7, 9, 9, 9], 0.5)).toEqual({ correlation: 0, longRunVariance: 0.25 });
    expect(noiseOf([7], 2)).toEqual({ correlation: 0, longRunVariance: 4 });
  });
});
