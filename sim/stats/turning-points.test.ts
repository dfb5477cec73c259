import { assert, array, double, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { type CurvePoint, turningPoints } from "./turning-points.js";

const curve = (half: number, means: readonly (readonly [number, number])[]): CurvePoint[] =>
  means.map(([x, mean]) => ({ x, mean, lower: mean - half, upper: mean + half }));

describe("turning points", () => {
  it("are where the mean passes zero, between two points by the logarithm of x", () => {
    const [turn, ...rest] = turningPoints(curve(0, [[1, 3], [10, 1], [1000, -1], [10_000, -2]])); // prettier-ignore
    expect(rest).toEqual([]);
    expect(turn.x).toBeCloseTo(100, 9);
    expect(turn.lower95).toBeCloseTo(100, 9);
    expect(turn.upper95).toBeCloseTo(100, 9);
    expect(turn.isFall).toBe(true);
  });

  it("have an interval from where the band comes to zero to where it leaves it, which may be farther than the next point", () => {
    const [turn] = turningPoints(curve(1, [[1, 3], [10, 0.5], [100, -0.5], [1000, -2]])); // prettier-ignore
    expect(turn.x).toBeCloseTo(10 ** 1.5, 9);
    // 3 − 1 = 2 falls to 0.5 − 1 = −0.5: zero at four fifths of the way.
    expect(turn.lower95).toBeCloseTo(10 ** 0.8, 9);
    // −0.5 + 1 = 0.5 falls to −2 + 1 = −1: zero at a third of the way.
    expect(turn.upper95).toBeCloseTo(10 ** (2 + 1 / 3), 9);
  });

  it("have an open interval where the band never leaves zero, and a direction", () => {
    const [turn] = turningPoints(curve(9, [[1, -1], [10, 1]])); // prettier-ignore
    expect(turn).toMatchObject({ lower95: null, upper95: null, isFall: false });
  });

  it("are all that there are, and none where the sign stays", () => {
    expect(turningPoints(curve(0, [[1, -1], [2, 1], [4, -1]])).map(({ isFall }) => isFall)).toEqual([false, true]); // prettier-ignore
    expect(turningPoints(curve(5, [[1, 1], [2, 2]]))).toEqual([]); // prettier-ignore
    expect(turningPoints([])).toEqual([]);
  });

  it("lie within their intervals, and these within the curve", () => {
    const means = array(double({ min: -10, max: 10, noNaN: true }), { minLength: 2, maxLength: 12 });
    assert(
      property(means, double({ min: 0, max: 5, noNaN: true }), (values, half) => {
        const points = curve(half, values.map((mean, k) => [2 ** k, mean] as const)); // prettier-ignore
        for (const { x, lower95, upper95 } of turningPoints(points)) {
          const slack = 1 + 1e-9;
          expect((lower95 ?? points[0].x) / slack).toBeLessThanOrEqual(x);
          expect((upper95 ?? points[points.length - 1].x) * slack).toBeGreaterThanOrEqual(x);
        }
      }),
      { seed: 13, numRuns: 500 },
    );
  });

  it("are refused of points that do not ascend", () => {
    expect(() => turningPoints(curve(0, [[2, 1], [1, -1]]))).toThrow(RangeError); // prettier-ignore
    expect(() => turningPoints(curve(0, [[0, 1]]))).toThrow(RangeError); // prettier-ignore
  });
});
