import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as common from "./dimensions.js";
import type { Dimension } from "./dimensions.js";
import * as say from "./messages.js";
import { parseQuantity } from "./quantity.js";
import { coinAmount } from "../../test/coin-amount.js";

const dimensions = { ...common, coinAmount };
const { bitRate, duration, share } = dimensions;
type AnyDimension = Dimension<number | bigint>;
type Name = keyof typeof dimensions;
const byName: ReadonlyMap<string, AnyDimension> = new Map(Object.entries(dimensions));
const named = (name: Name): AnyDimension => byName.get(name) as AnyDimension;
const symbolsOf = (dimension: AnyDimension): readonly string[] => dimension.units.map((unit) => unit.symbol);

describe("reading a quantity", () => {
  it.each<readonly [Name, string, number | bigint]>([
    ["duration", "50 ms", 50_000],
    ["duration", "50ms", 50_000],
    ["duration", "1.5 h", 5_400_000_000],
    ["duration", "2 weeks", 1_209_600_000_000],
    ["duration", "1 y", 365 * 86_400_000_000],
    ["duration", "0 s", 0],
    ["byteCount", "19 kB", 19_000],
    ["byteCount", "2 MiB", 2_097_152],
    ["byteCount", "154.16 GB", 154_160_000_000],
    ["byteCount", "1.5 TiB", 1_649_267_441_664],
    ["bitRate", "10 Mbit/s", 10_000_000],
    ["bitRate", "1.25 MB/s", 10_000_000],
    ["coinAmount", "1.5 COIN", 12_000_000_000n],
    ["coinAmount", "0.000000000125 COIN", 1n],
    ["coinAmount", "12 grains", 12n],
    ["share", "99.5 %", 0.995],
    ["share", "0.995 share", 0.995],
    ["share", "0.1 %", 0.001],
    ["perTime", "40/d", 40 / 86_400],
    ["growth", "1.2 %/month", 0.012],
    ["growth", "36.5 %/y", 0.03],
    ["dollars", "0.05 USD", 0.05],
    ["dollarRate", "5 USD/month", 5 / 720],
    ["energyPrice", "0.25 USD/kWh", 0.25],
    ["energyPrice", "180 USD/MWh", 0.18],
    ["frameCount", "360 frames", 360],
  ])("is exact: a %s of %s", (name, text, value) => {
    expect(parseQuantity(named(name), text)).toEqual({ ok: true, value });
  });

  it.each<readonly [Name, unknown, string]>([
    ["duration", 50, say.needsUnit("50", ["50 ms", "50 s"])],
    ["duration", "50", say.needsUnit("50", ["50 ms", "50 s"])],
    ["coinAmount", 1.5, say.needsUnit("1.5", ["1.5 COIN"])],
    ["share", 0.5, say.needsUnit("0.5", ["0.5 %", "0.5 share"])],
    ["share", 99.5, say.needsUnit("99.5", ["99.5 %"])],
    ["share", 200, say.needsUnit("200", share.examples)],
    ["perTime", 40, say.needsUnit("40", ["40/d", "40/s"])],
    ["duration", "50 mss", say.unknownUnit("mss", "a duration", "ms", symbolsOf(duration))],
    ["duration", "3 days", say.unknownUnit("days", "a duration", "d", symbolsOf(duration))],
    ["duration", "3 Hours", say.unknownUnit("Hours", "a duration", "h", symbolsOf(duration))],
    ["duration", "3 mnth", say.unknownUnit("mnth", "a duration", "month", symbolsOf(duration))],
    ["bitRate", "8 Mbps", say.unknownUnit("Mbps", "a bandwidth", "Mbit/s", symbolsOf(bitRate))],
    ["bitRate", "8 mbit/s", say.wrongCase("mbit/s", "a bandwidth", "Mbit/s")],
    ["byteCount", "8 KB", say.wrongCase("KB", "a size in bytes", "kB")],
    ["byteCount", "8 Mb", say.bitsForBytes("Mb", "a size in bytes", "MB")],
    ["duration", "-3 s", say.negative("-3 s", "a duration")],
    ["duration", NaN, say.notFinite("NaN", "a duration", "50 ms")],
    ["duration", "Infinity s", say.notFinite("Infinity s", "a duration", "50 ms")],
    ["duration", -Infinity, say.notFinite("-Infinity", "a duration", "50 ms")],
    ["duration", "0.5 us", say.notInteger("0.5 us", "a duration", "microseconds", "1 us")],
    ["byteCount", "1.1 MiB", say.notInteger("1.1 MiB", "a size in bytes", "bytes", "1153434 B")],
    ["duration", "300 y", say.tooLarge("300 y", "a duration", "9007199254740991 us")],
    ["share", "100.1 %", say.tooLarge("100.1 %", "a share", "1 share")],
    ["duration", "1e3 s", say.notAQuantity("1e3 s", "a duration", "50 ms")],
    ["duration", "1,000 s", say.notAQuantity("1,000 s", "a duration", "50 ms")],
    ["duration", "1_000 s", say.notAQuantity("1_000 s", "a duration", "50 ms")],
    ["duration", "+5 s", say.notAQuantity("+5 s", "a duration", "50 ms")],
    ["duration", ".5 s", say.notAQuantity(".5 s", "a duration", "50 ms")],
    ["duration", "5. s", say.notAQuantity("5. s", "a duration", "50 ms")],
    ["duration", "", say.notAQuantity("", "a duration", "50 ms")],
    ["duration", null, say.notEvenText("an empty value", "a duration", "50 ms")],
    ["duration", { s: 5 }, say.notEvenText("a map", "a duration", "50 ms")],
  ])("refuses a %s of %o and says what to write", (name, input, message) => {
    expect(parseQuantity(named(name), input)).toEqual({ ok: false, message });
  });

  it("never throws, whatever it is given", () => {
    for (const dimension of Object.values(dimensions) as AnyDimension[]) {
      fc.assert(
        fc.property(fc.oneof(fc.anything(), fc.string(), fc.double().map(String)), (input) => {
          const parsed = parseQuantity(dimension, input);
          expect(parsed.ok ? Number(parsed.value) >= 0 : parsed.message.length > 0).toBe(true);
        }),
        { seed: 1 },
      );
    }
  });

  it("reads the examples it gives, and every unit it lists", () => {
    for (const dimension of Object.values(dimensions) as AnyDimension[]) {
      const texts = [...dimension.examples, ...symbolsOf(dimension).map((symbol) => `1 ${symbol}`)];
      expect(texts.filter((text) => !parseQuantity(dimension, text).ok)).toEqual([]);
      expect([...dimension.aliases.values()].filter((meant) => !symbolsOf(dimension).includes(meant))).toEqual([]);
    }
  });
});
