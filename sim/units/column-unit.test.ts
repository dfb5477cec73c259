import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantityColumn } from "./column-unit.js";
import * as dimensions from "./dimensions.js";
import type { Dimension } from "./dimensions.js";
import { parseQuantity } from "./quantity.js";
import { coinAmount } from "../../test/coin-amount.js";

const { duration, byteCount, bitRate, share, perTime, growth, frameCount } = dimensions;

describe("a column of quantities", () => {
  it.each<[string, Dimension<number | bigint>, string[], string, (number | bigint)[]]>([
    ["in the unit of the first", duration, ["1 h", "72 min", "2.2 h", "0.1 d"], "h", [1, 1.2, 2.2, 2.4]],
    ["that is not zero", duration, ["0 ms", "90 min", "2 h"], "min", [0, 90, 120]],
    ["in the largest where that is not exact", duration, ["1 week", "1 d", "6 h"], "d", [7, 1, 0.25]],
    ["in the base unit where no other is exact", duration, ["7 us", "1 h"], "us", [7, 3_600_000_000]],
    ["of bytes", byteCount, ["1.5 GB", "80.92 GB"], "gb", [1.5, 80.92]],
    ["of single bytes", byteCount, ["100 B", "1 kB"], "bytes", [100, 1000]],
    ["of bits and bytes a second", bitRate, ["1 MB/s", "10 Mbit/s"], "mb_per_s", [1, 1.25]],
    ["of tokens", coinAmount, ["1.5 COIN", "12 COIN"], "coin", [1.5, 12]],
    ["of tokens beyond doubles", coinAmount, ["9007199254740993 grains"], "grains", [9007199254740993n]],
    ["of shares, not percent", share, ["90 %", "0.98 share"], "share", [0.9, 0.98]],
    ["of events per time", perTime, ["40/d", "1/h"], "per_d", [40, 24]],
    ["of growth, a share of one", growth, ["1.2 %/month", "0 %/month"], "share_per_month", [0.012, 0]],
    ["of frames", frameCount, ["360 frames", "1 frame"], "frames", [360, 1]],
  ])("is %s", (_, dimension, texts, suffix, values) => {
    expect(quantityColumn(dimension, texts)).toEqual({ suffix, values });
  });

  it("is none if one of them is no quantity of the kind", () => {
    expect(quantityColumn(duration, ["1 h", "never"])).toBeUndefined();
    expect(quantityColumn(duration, ["1 h", 3])).toBeUndefined();
  });

  it("prefers the unit that was written over that of values which were computed from it", () => {
    expect(quantityColumn(duration, ["1.5 h", "2 h"], ["90 min", "2 h", "30 min"])).toEqual({
      suffix: "min",
      values: [90, 120],
    });
  });

  it("gives numbers that are the very values when they are read again", () => {
    const all = Object.values(dimensions) as Dimension<number | bigint>[];
    const kinds = all.filter(({ units }) => units.every(({ places }) => places === 0));
    const texts = fc.constantFrom(...kinds).chain((dimension) =>
      fc.record({
        dimension: fc.constant(dimension),
        texts: fc.array(
          fc
            .record({ amount: fc.nat(99_999), places: fc.nat(3), unit: fc.constantFrom(...dimension.units) })
            .map(({ amount, places, unit: { symbol } }) => {
              const number = (amount / 10 ** places).toFixed(places);
              return symbol.startsWith("/") ? number + symbol : `${number} ${symbol}`;
            })
            .filter((text) => parseQuantity(dimension, text).ok),
          { minLength: 1, maxLength: 5 },
        ),
      }),
    );
    fc.assert(
      fc.property(texts, ({ dimension, texts: written }) => {
        const column = quantityColumn(dimension, written);
        const unit = dimension.units.find(
          ({ symbol }) => quantityColumn(dimension, [`1${symbol}`])?.suffix === column?.suffix,
        );
        column?.values.forEach((value, k) => {
          const read = parseQuantity(dimension, `${plainDigits(value)} ${unit?.symbol}`.replace(" /", "/"));
          expect(read).toEqual(parseQuantity(dimension, written[k]));
        });
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

/** The shortest digits of a number, without an exponent. */
function plainDigits(value: number | bigint): string {
  const [mantissa, exponent = "0"] = String(value).split("e");
  if (exponent === "0") return mantissa;
  const [whole, fraction = ""] = mantissa.split(".");
  return `0.${"0".repeat(-Number(exponent) - 1)}${whole}${fraction}`;
}
