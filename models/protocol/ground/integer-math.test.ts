import * as fc from "fast-check";
import { expect, it } from "vitest";
import { divBySqrtRoundHalfAway, divRoundHalfAway, integerRootOfPowerOfTwo, integerSqrt } from "./integer-math.js";

const wide = fc.oneof(fc.bigInt({ min: 0n, max: 1n << 700n }), fc.bigInt({ min: 0n, max: 100n }));

it("the integer square root is the largest whole number whose square fits", () => {
  fc.assert(
    fc.property(wide, (value) => {
      const root = integerSqrt(value);
      expect(root * root <= value && (root + 1n) * (root + 1n) > value).toBe(true);
    }),
    { seed: 1 },
  );
});

it("roots of squares are exact, and one below them is one less", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 1n << 300n }), (root) => {
      expect(integerSqrt(root * root)).toBe(root);
      expect(integerSqrt(root * root - 1n)).toBe(root - 1n);
    }),
    { seed: 1 },
  );
});

it("a negative number has no square root", () => {
  expect(() => integerSqrt(-1n)).toThrow(RangeError);
});

it("nested square roots give the floor of the 2^n-th root", () => {
  fc.assert(
    fc.property(wide, fc.integer({ min: 0, max: 4 }), (value, n) => {
      const [root, power] = [integerRootOfPowerOfTwo(value, n), 1n << BigInt(n)];
      expect(root ** power <= value && (root + 1n) ** power > value).toBe(true);
    }),
    { seed: 1 },
  );
});

it("division rounds halves away from zero on both sides", () => {
  expect([5n, 4n, 3n, -3n, -4n, -5n].map((a) => divRoundHalfAway(a, 2n))).toEqual([3n, 2n, 2n, -2n, -2n, -3n]);
  expect([divRoundHalfAway(7n, -2n), divRoundHalfAway(1n, 3n), divRoundHalfAway(2n, 3n)]).toEqual([-4n, 0n, 1n]);
});

it("division by a root rounds to the nearest, as if the root had endless digits", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(1n << 200n), max: 1n << 200n }),
      fc.bigInt({ min: 1n, max: 1n << 80n }),
      (value, by) => {
        const nearest = divBySqrtRoundHalfAway(value, by);
        const size = nearest < 0n ? -nearest : nearest;
        // |value| / √by lies in [size − ½, size + ½): squared, and without fractions.
        const square = 4n * value * value;
        expect((2n * size + 1n) ** 2n * by > square).toBe(true);
        expect(size === 0n || (2n * size - 1n) ** 2n * by <= square).toBe(true);
        expect(value < 0n ? nearest <= 0n : nearest >= 0n).toBe(true);
      },
    ),
    { seed: 1 },
  );
  // Halves, which only square divisors have, away from zero on both sides.
  expect([3n, 5n, -3n, -5n, 7n, 8n].map((value) => divBySqrtRoundHalfAway(value, 4n))).toEqual([
    2n,
    3n,
    -2n,
    -3n,
    4n,
    4n,
  ]);
  expect([1n, 2n, 4n, 5n].map((value) => divBySqrtRoundHalfAway(value, 9n))).toEqual([0n, 1n, 1n, 2n]);
});
