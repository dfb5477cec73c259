import { assert, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { captureTail } from "./capture.js";

const candidates = record({ provers: integer({ min: 0, max: 60 }), seats: integer({ min: 0, max: 20 }) }).chain(
  ({ provers, seats }) => integer({ min: 0, max: provers }).map((own) => ({ provers, seats, own })),
);

describe("odds of capturing ring 0", () => {
  it("are those of the hypergeometric tail", () => {
    // All 8 of 8 seats among 32 provers: one way in C(32, 8).
    expect(captureTail({ provers: 32, own: 8, seats: 8 }, 8)).toEqual({ ways: 1n, of: 10_518_300n });
    expect(captureTail({ provers: 8, own: 8, seats: 8 }, 8)).toEqual({ ways: 1n, of: 1n });
    expect(captureTail({ provers: 5, own: 2, seats: 8 }, 3)).toEqual({ ways: 0n, of: 1n });
    expect(() => captureTail({ provers: 5, own: 6, seats: 8 }, 3)).toThrow(RangeError);
  });

  it("fall with what is asked for, from certainty to nothing, and have the mean seats · own / provers", () => {
    assert(
      property(candidates, (given) => {
        const tails = Array.from({ length: given.seats + 2 }, (_unused, k) => captureTail(given, k));
        expect(tails[0].ways).toBe(tails[0].of);
        expect(tails[given.seats + 1].ways).toBe(0n);
        tails.slice(1).forEach(({ ways }, k) => expect(ways <= tails[k].ways).toBe(true));
        // The sum of the tails from 1 on is the mean.
        const sum = tails.slice(1).reduce((total, { ways }) => total + ways, 0n);
        const filled = BigInt(Math.min(given.seats, given.provers));
        expect(sum * BigInt(given.provers)).toBe(filled * BigInt(given.own) * tails[0].of);
      }),
      { seed: 13, numRuns: 300 },
    );
  });
});
