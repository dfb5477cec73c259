import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as dimensions from "./dimensions.js";
import type { Dimension } from "./dimensions.js";
import { rounded, written } from "./format.js";
import { type Parsed, parseQuantity } from "./quantity.js";
import { coinAmount } from "../../test/coin-amount.js";

const whole: readonly Dimension<number>[] = [
  dimensions.duration,
  dimensions.byteCount,
  dimensions.bitRate,
  dimensions.frameCount,
];

/** Any whole number, and the round ones that people write. */
const wholeNumbers = fc.oneof(
  fc.maxSafeNat(),
  fc.tuple(fc.nat(9_999), fc.nat(11)).map(([digits, zeros]) => digits * 10 ** zeros),
  fc.tuple(fc.nat(999), fc.nat(4)).map(([count, power]) => count * 1024 ** power),
);
const positive = (max: number): fc.Arbitrary<number> => fc.double({ min: 0, max, noNaN: true });

const readBack = <Value extends number | bigint>(dimension: Dimension<Value>, value: Value): Parsed<Value> =>
  parseQuantity(dimension, written(dimension, value));

describe("a written quantity", () => {
  it("reads back as the same whole number", () => {
    for (const dimension of whole) {
      fc.assert(
        fc.property(wholeNumbers, (value) => {
          expect(readBack(dimension, value)).toEqual({ ok: true, value });
        }),
        { seed: 1 },
      );
    }
  });

  it("reads back as the same number of units of the token", () => {
    const max = 2n ** 128n - 1n;
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: max }), (value) => {
        expect(readBack(coinAmount, value)).toEqual({ ok: true, value });
      }),
      { seed: 1 },
    );
  });

  it.each([
    ["share", dimensions.share, 1],
    ["growth", dimensions.growth, 1_000_000],
    ["events per time", dimensions.perTime, 1e15],
  ])("reads back as the same double: %s", (_, dimension, max) => {
    fc.assert(
      fc.property(positive(max), fc.integer({ min: 0, max: 9_999 }), (value, percents) => {
        for (const real of [Math.abs(value), percents / 10_000])
          expect(readBack(dimension, real)).toEqual({ ok: true, value: real });
      }),
      { seed: 1 },
    );
  });

  it("is what a person would have written", () => {
    expect(written(dimensions.duration, 50_000)).toBe("50 ms");
    expect(written(dimensions.duration, 2_592_000_000_000)).toBe("30 d");
    expect(written(dimensions.byteCount, 154_160_000_000)).toBe("154.16 GB");
    expect(written(dimensions.byteCount, 2_097_152)).toBe("2 MiB");
    expect(written(coinAmount, 12_000_000_000n)).toBe("1.5 COIN");
    expect(written(dimensions.share, 0.995)).toBe("99.5 %");
    expect(written(dimensions.perTime, 40 / 86_400)).toBe("40/d");
    expect(written(dimensions.growth, 0.012)).toBe("1.2 %/month");
    expect(written(dimensions.duration, 0)).toBe("0 ms");
  });

  it("does not exist for a value that no text gives", () => {
    expect(() => written(dimensions.share, 1.5)).toThrow(RangeError);
    expect(() => written(dimensions.share, -0.5)).toThrow(RangeError);
    expect(() => written(dimensions.share, NaN)).toThrow(RangeError);
    expect(() => written(dimensions.frameCount, 1.5)).toThrow(RangeError);
  });
});

describe("a rounded quantity", () => {
  it("has three digits in the largest decimal unit that fits", () => {
    expect(rounded(dimensions.byteCount, 1_649_267_441_664)).toBe("1.65 TB");
    expect(rounded(dimensions.duration, 1_234_567)).toBe("1.23 s");
    expect(rounded(coinAmount, 12n)).toBe("12 grains");
    expect(rounded(dimensions.share, 1 / 3)).toBe("33.3 %");
    expect(rounded(dimensions.byteCount, 0)).toBe("0 kB");
    expect(() => rounded(dimensions.share, NaN)).toThrow(RangeError);
  });
});
