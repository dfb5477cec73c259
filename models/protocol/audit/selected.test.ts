import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auditChance, auditSample, detectionChance, expectedFramesToCatch, isAudited } from "./selected.js";

const hash = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });

describe("the storage audit", () => {
  it("looks at everything up to the sample, and at nothing with a sample of 0", () => {
    fc.assert(
      fc.property(hash, fc.bigInt({ min: 0n, max: auditSample }), (h, total) => {
        expect(isAudited({ h, sample: auditSample, total })).toBe(true);
        expect(isAudited({ h, sample: 0n, total })).toBe(false);
      }),
      { seed: 1 },
    );
  });

  it("selects the share of the hash space that the chance says", () => {
    const total = 4096;
    const boundary = BigInt(auditChance(total) * 4) * (1n << 62n);
    expect(isAudited({ h: boundary - 1n, sample: auditSample, total: BigInt(total) })).toBe(true);
    expect(isAudited({ h: boundary, sample: auditSample, total: BigInt(total) })).toBe(false);
  });

  it("finds a member without data in the frames that the odds say, an honest one never", () => {
    const total = 8192;
    const perFrame = detectionChance({ heldShare: 0, openings: 1, total });
    expect(1 / perFrame).toBeCloseTo(expectedFramesToCatch(total), 10);
    expect(detectionChance({ heldShare: 1, openings: 100, total })).toBe(0);
    expect(detectionChance({ heldShare: 0, openings: 1, total: 500 })).toBe(1);
    expect(expectedFramesToCatch(500)).toBe(1);
  });

  it("finds more with more openings of the same cheater", () => {
    const chances = [1, 2, 8].map((openings) => detectionChance({ heldShare: 0.9, openings, total: 4096 }));
    expect(chances).toEqual(chances.toSorted((a, b) => a - b));
    expect(chances[2]).toBeGreaterThan(chances[0]);
    expect(detectionChance({ heldShare: 0, openings: 0, total: 0 })).toBe(0);
  });
});
