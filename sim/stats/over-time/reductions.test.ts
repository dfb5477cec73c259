import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstTimeS, integralHours, isAlways, lastOf, maxOf, minOf, secondsWhile, timeAverage } from "./reductions.js";
import type { StepSeries } from "./step-series.js";

const steps = (timeS: readonly number[], values: readonly (number | bigint)[]): StepSeries => ({ timeS, values });

/** Whole seconds, of which each is looked at alone: slow, and right at sight. */
function everySecond({ timeS, values }: StepSeries): readonly (number | bigint)[] {
  const endS = timeS[timeS.length - 1];
  return Array.from({ length: endS }, (_, second) => {
    let at = 0;
    while (at + 1 < timeS.length && timeS[at + 1] <= second) at++;
    return values[at];
  });
}

const anySeries = <Value extends number | bigint>(value: fc.Arbitrary<Value>): fc.Arbitrary<StepSeries> =>
  fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), value), { minLength: 1, maxLength: 20 }).map((rows) => {
    let now = 0;
    const timeS = rows.map(([length]) => (now += length) - rows[0][0]);
    return steps(
      timeS,
      rows.map(([, one]) => one),
    );
  });
const count = fc.integer({ min: 0, max: 5 });
const options = { seed: 12, numRuns: 300 } as const;

describe("figures over time", () => {
  it("are those of a run looked at second by second", () => {
    fc.assert(
      fc.property(anySeries(count), count, fc.integer({ min: 0, max: 50 }), (series, limit, fromS) => {
        const seconds = everySecond(series) as readonly number[];
        const isAbove = (value: number | bigint): boolean => value > limit;
        const sum = seconds.reduce((total, value) => total + value, 0);
        expect(integralHours(series)).toBe(sum / 3600);
        expect(secondsWhile(series, isAbove)).toBe(seconds.filter(isAbove).length);
        const rest = seconds.slice(fromS);
        expect(timeAverage(series, fromS)).toBe(
          rest.length === 0 ? null : rest.reduce((total, value) => total + value, 0) / rest.length,
        );
        const values = Array.from(series.values) as readonly number[];
        expect([minOf(series), maxOf(series), lastOf(series)]).toEqual([
          Math.min(...values),
          Math.max(...values),
          values.at(-1),
        ]);
        const k = values.findIndex(isAbove);
        expect(firstTimeS(series, isAbove)).toBe(k < 0 ? null : series.timeS[k]);
        expect(isAlways(series, isAbove)).toBe(values.every(isAbove));
      }),
      options,
    );
  });

  it("of whole amounts keep every digit, and round means down", () => {
    const amount = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
    fc.assert(
      fc.property(anySeries(amount), (series) => {
        const seconds = everySecond(series) as readonly bigint[];
        const sum = seconds.reduce((total, value) => total + value, 0n);
        const count = BigInt(seconds.length);
        const mean = timeAverage(series, 0);
        const rest = sum - BigInt(mean ?? 0) * count;
        expect(count === 0n ? mean === null : rest >= 0n && rest < count).toBe(true);
      }),
      options,
    );
  });

  it("never leave what was measured, however a mean is rounded", () => {
    const series = steps([0, 0.1, 0.3, 0.7], [0.1, 0.1, 0.1, 0.1]);
    expect(timeAverage(series, 0)).toBe(0.1);
  });

  it("leave out what was not measured, with its time", () => {
    const series = steps([0, 1, 3, 6, 10], [Number.NaN, 2, Number.NaN, 4, Number.NaN]);
    expect([minOf(series), maxOf(series), lastOf(series)]).toEqual([2, 4, null]);
    expect(timeAverage(series, 0)).toBe((2 * 2 + 4 * 4) / 6);
    expect(secondsWhile(series, () => true)).toBe(6);
    expect(firstTimeS(series, () => true)).toBe(1);
    const nothing = steps([0, 1], [Number.NaN, Number.NaN]);
    expect([minOf(nothing), timeAverage(nothing, 0), integralHours(nothing)]).toEqual([null, null, null]);
  });

  it("of a run of no length are its values, and no mean", () => {
    const series = steps([0], [3]);
    expect([maxOf(series), timeAverage(series, 0), integralHours(series)]).toEqual([3, null, 0]);
  });
});
