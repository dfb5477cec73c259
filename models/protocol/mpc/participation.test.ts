import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testRuleContract } from "../../../test/rule-contract.js";
import { computeFees, modeOf, throughputShare } from "./participation.js";
import { mpcRules } from "./mpc-rules.js";

testRuleContract("mpc", mpcRules);

describe("interactive computation", () => {
  it("begins at ten megabits a second and gains nothing beyond", () => {
    expect(modeOf(9_999_999)).toBe("offline");
    expect(modeOf(10_000_000)).toBe("online");
    expect(throughputShare(500_000_000)).toBe(1);
  });

  it("pays offline provers no share of its fees, and the others by the time that they were online", () => {
    const provers = [10e6, 1e6, 500e6, Infinity].map((uploadBitsPerS, k) => ({
      uploadBitsPerS,
      onlineFrames: k < 3 ? 100 : 50,
    }));
    expect(computeFees(1000n, provers)).toEqual([400n, 0n, 400n, 200n]);
    expect(computeFees(1000n, [{ uploadBitsPerS: 9_999_999, onlineFrames: 10 }])).toEqual([0n]);
    expect(computeFees(1000n, [{ uploadBitsPerS: 10e6, onlineFrames: 0 }])).toEqual([0n]);
  });

  it("pays nobody less for a faster line, and all together what there is but for a unit each at most", () => {
    const prover = fc.record({
      uploadBitsPerS: fc.integer({ min: 0, max: 40_000_000 }),
      onlineFrames: fc.integer({ min: 0, max: 1e7 }),
    });
    const units = fc.bigInt({ min: 0n, max: 1n << 80n });
    fc.assert(
      fc.property(
        units,
        fc.array(prover, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 1e9 }),
        (all, provers, more) => {
          const fees = computeFees(all, provers);
          const paid = fees.reduce((sum, fee) => sum + fee, 0n);
          const isAnybody = provers.some((one) => one.uploadBitsPerS >= 10e6 && one.onlineFrames > 0);
          expect(paid).toBeLessThanOrEqual(isAnybody ? all : 0n);
          expect(isAnybody ? all - paid : 0n).toBeLessThan(BigInt(provers.length));
          const [first, ...others] = provers;
          const faster = computeFees(all, [{ ...first, uploadBitsPerS: first.uploadBitsPerS + more }, ...others]);
          expect(faster[0]).toBeGreaterThanOrEqual(fees[0]);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});
