import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coinModel } from "../../../test/coin-model.js";
import { metricList } from "../figures/parse.js";
import type { Claim } from "./claim.js";
import { fewestFor } from "./looks.js";
import { parseClaim } from "./parse/parse-claim.js";
import { type Divisible, sharesOf } from "./shares.js";

function claim(text: string): Claim {
  const read = parseClaim(text, metricList(coinModel.metricsOf()), 1e12);
  if (!read.ok) throw new Error(read.problem.message);
  return read.value;
}

const rare = claim("P(queue.length > 10) <= 1e-3");
const seldom = claim("P(queue.length > 10) <= 10 %");
const mean = claim("mean(queue.wait) < 1");
const scenario = (cost: number, ...claims: readonly Claim[]): Divisible => ({
  cost,
  claims,
  alphas: claims.map(() => 0.05 / claims.length),
});

describe("the shares of expectations", () => {
  it("keep those of a file together where that delays nobody", () => {
    expect(sharesOf([scenario(10, rare, seldom, mean), scenario(10, rare, mean)], 2)).toEqual([
      [0, 0, 0],
      [1, 1],
    ]);
  });

  it("put the longest first, and the short ones beside each other", () => {
    expect(sharesOf([scenario(1, mean), scenario(1, rare), scenario(1, seldom), scenario(1, mean)], 2)).toEqual([
      [1],
      [0],
      [1],
      [1],
    ]);
  });

  it("have each expectation once, and leave no share with more than the whole divided and the longest piece", () => {
    const scenarios = fc.array(
      fc
        .tuple(
          fc.integer({ min: 1, max: 9 }),
          fc.array(fc.constantFrom(rare, seldom, mean), { minLength: 1, maxLength: 3 }),
        )
        .map(([cost, claims]) => scenario(cost, ...claims)),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(scenarios, fc.integer({ min: 1, max: 5 }), (all, count) => {
        const shares = sharesOf(all, count);
        expect(shares.map((own) => own.length)).toEqual(all.map(({ claims }) => claims.length));
        const works = all.flatMap(({ cost, claims, alphas }) =>
          claims.map((one, k) => cost * fewestFor(one, alphas[k])),
        );
        const loads = Array.from({ length: count }, (_, share) =>
          all.reduce((sum, { cost, claims, alphas }, k) => {
            const own = claims.map((one, c) => (shares[k][c] === share ? fewestFor(one, alphas[c]) : 0));
            return sum + cost * Math.max(0, ...own);
          }, 0),
        );
        const whole = works.reduce((sum, work) => sum + work, 0);
        expect(Math.max(...loads)).toBeLessThanOrEqual(whole / count + Math.max(...works));
      }),
      { seed: 14 },
    );
  });
});
