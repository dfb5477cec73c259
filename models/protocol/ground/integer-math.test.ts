import * as fc from "fast-check";
import { expect, it } from "vitest";
import { divRoundHalfAway, integerRootOfPowerOfTwo, integerSqrt } from "./integer-math.js";

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
