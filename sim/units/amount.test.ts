import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Amount, minus, rounded } from "./amount.js";
import { ExactColumn } from "./exact-column.js";

const edges = [0n, 1n, (1n << 50n) - 1n, 1n << 50n, (1n << 53n) - 1n, 1n << 53n, (1n << 53n) + 1n, (1n << 90n) + 1n];
const whole = fc.oneof(fc.constantFrom(...edges), fc.bigInt({ min: 0n, max: 1n << 99n }));
const most = BigInt(Number.MAX_SAFE_INTEGER);
/** As a double where it may be one. */
const asAmount = (value: bigint): Amount => (value <= most ? Number(value) : value);

describe("amounts", () => {
  it("are subtracted exactly, whichever of them are doubles", () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        expect(BigInt(minus(asAmount(a), asAmount(b)))).toBe(a - b);
        expect(BigInt(minus(minus(asAmount(0n), asAmount(a)), asAmount(b)))).toBe(-a - b);
      }),
      { seed: 1 },
    );
  });

  it("are read from columns, and added to them, as they are", () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const column = new ExactColumn(1);
        column.set(0, a);
        expect(column.numberAt(0)).toBe(a <= most ? Number(a) : Number.NaN);
        expect(BigInt(column.amountAt(0))).toBe(a);
        column.add(0, asAmount(b));
        expect(column.get(0)).toBe(a + b);
        column.add(0, -b);
        expect(column.get(0)).toBe(a);
      }),
      { seed: 1 },
    );
  });

  it("are rounded to whole ones, and refused where there is no number", () => {
    expect([rounded(2.5), rounded(0.4), rounded(2 ** 60)]).toEqual([3, 0, 1n << 60n]);
    expect(() => rounded(Number.NaN)).toThrow(RangeError);
    expect(() => new ExactColumn(1).add(0, 0.5)).toThrow(RangeError);
    expect(() => new ExactColumn(1).add(1, 1)).toThrow(RangeError);
    expect(() => new ExactColumn(1).amountAt(1)).toThrow(RangeError);
  });
});
