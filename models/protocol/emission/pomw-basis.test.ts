import { Decimal } from "decimal.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generationOf } from "./generation.js";
import { type IssuanceArithmetic, pomwBasis, worldOfOneQuilBytes } from "./pomw-basis.js";

const units = 8_000_000_000n;
const arithmetics = ["decimals", "bits53", "float53"] as const;
const difficulties = fc.constantFrom(5_000n, 80_000n, 3n * 10n ** 8n, 10n ** 12n, 10n ** 16n);
const worlds = fc.bigInt({ min: 1n, max: 1n << 58n });

/** Wide enough that no rounding of the library can reach the last unit. */
const Wide = Decimal.clone({ precision: 160, rounding: Decimal.ROUND_HALF_UP });

const basisAt = (difficulty: bigint, worldBytes: bigint, arithmetic: IssuanceArithmetic): bigint =>
  pomwBasis({ difficulty, worldBytes, units }, arithmetic);

describe("emission basis", () => {
  it("falls when a new generation turns while the world is below 1 PiB, rises above it", () => {
    const [last, first] = [99_999_999n, 100_000_000n];
    const small = [last, first].map((difficulty) => basisAt(difficulty, 9n << 30n, "decimals"));
    expect(small.map((basis) => Math.round(Number(basis) / 8e8) / 10)).toEqual([341.3, 18.5]);
    const [before, after] = [last, first].map((difficulty) => basisAt(difficulty, 16n << 50n, "decimals"));
    expect([before, after]).toEqual([units / 4n, units / 2n]);
  });

  it("is one QUIL a frame at 1 PiB in every generation and arithmetic", () => {
    for (const arithmetic of arithmetics)
      fc.assert(
        fc.property(difficulties, (difficulty) => {
          expect(basisAt(difficulty, worldOfOneQuilBytes, arithmetic)).toBe(units);
        }),
        { seed: 1 },
      );
  });

  it("halves when the world quadruples in generation 1", () => {
    expect(basisAt(80_000n, 1n << 40n, "bits53")).toBe(2n * basisAt(80_000n, 1n << 42n, "bits53"));
  });

  it("never rises when the world grows", () => {
    for (const arithmetic of arithmetics)
      fc.assert(
        fc.property(difficulties, worlds, worlds, (difficulty, a, b) => {
          const [small, large] = a < b ? [a, b] : [b, a];
          expect(basisAt(difficulty, small, arithmetic)).toBeGreaterThanOrEqual(basisAt(difficulty, large, arithmetic));
        }),
        { seed: 1 },
      );
  });

  it("in decimals equals a root taken with 160 digits", () => {
    fc.assert(
      fc.property(difficulties, worlds, (difficulty, worldBytes) => {
        const exact = new Wide(worldOfOneQuilBytes.toString()).div(worldBytes.toString());
        const ratio = exact.toDecimalPlaces(16, Decimal.ROUND_HALF_UP);
        let root = ratio;
        for (let k = 0; k < generationOf(difficulty); k++) root = root.sqrt();
        const expected = root.times(units.toString()).floor().toFixed(0);
        expect(basisAt(difficulty, worldBytes, "decimals").toString()).toBe(expected);
      }),
      { seed: 1 },
    );
  });

  it("is 0 for an empty world", () => {
    for (const arithmetic of arithmetics) expect(basisAt(80_000n, 0n, arithmetic)).toBe(0n);
  });
});
