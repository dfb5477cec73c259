import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstListHistogram, firstRetroPoints, pointsPerDay } from "../seniority/grants.js";
import { unitsPerQuil } from "../ground/token.js";
import { divideGrant, grantLists } from "./grant-lists.js";

const amount = fc.bigInt({ min: 0n, max: 10n ** 19n });

describe("a grant that is divided", () => {
  it("goes by weights, and equally where nobody has any", () => {
    expect(divideGrant(100n, [1n, 3n])).toEqual([25n, 75n]);
    expect(divideGrant(100n, [0n, 5n, 0n])).toEqual([0n, 100n, 0n]);
    expect(divideGrant(100n, [0n, 0n, 0n])).toEqual([33n, 33n, 34n]);
    expect(divideGrant(0n, [])).toEqual([]);
  });

  it("is given away to the last unit, each part within a unit of its share", () => {
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 40 }), (units, weights) => {
        const parts = divideGrant(units, weights);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(units);
        const whole = weights.reduce((sum, weight) => sum + weight, 0n);
        if (whole === 0n) return;
        parts.forEach((part, k) => {
          const off = part * whole - units * weights[k];
          expect(off > -whole && off < whole).toBe(true);
        });
      }),
    );
  });

  it("is refused where nobody is there, or a weight is below zero", () => {
    expect(() => divideGrant(1n, [])).toThrow("nobody to give them to");
    expect(() => divideGrant(1n, [2n, -1n])).toThrow("weight 1: expected 0 or more, read -1");
  });
});

describe("the first list", () => {
  const { days, known } = grantLists.first;

  it("has as many peers as its histogram, and its best have as many points as it has days", () => {
    expect(firstListHistogram.reduce((sum, { entries }) => sum + entries, 0)).toBe(known!.peers);
    expect(firstRetroPoints(157_208)).toBe(days * pointsPerDay);
  });

  it("gives by presence within a seventh of what is known of its highest and lowest rewards", () => {
    const weights = firstListHistogram.flatMap(({ points, entries }) =>
      Array.from({ length: entries }, () => BigInt(points)),
    );
    const parts = divideGrant(known!.units, weights).map((units) => Number(units / unitsPerQuil));
    expect(parts[0] / 14_131).toBeGreaterThan(0.85);
    expect(parts[0]).toBe(12_361);
    expect(parts.at(-1)! / 157_208).toBeGreaterThan(0.85);
    expect(parts.at(-1)).toBe(135_974);
  });
});
