import { describe, expect, it } from "vitest";
import {
  bitsOf,
  bytes,
  days,
  GiB,
  hours,
  kB,
  mbitPerS,
  ms,
  quil,
  quilUnits,
  seconds,
  simTimeUs,
  us,
} from "./brands.js";

describe("constructors of quantities", () => {
  it("convert to base units exactly", () => {
    expect(ms(50)).toBe(50_000);
    expect(hours(1)).toBe(seconds(3_600));
    expect(days(365)).toBe(31_536_000_000_000);
    expect(kB(19)).toBe(19_000);
    expect(GiB(1)).toBe(2 ** 30);
    expect(mbitPerS(10)).toBe(10_000_000);
    expect(bitsOf(bytes(3))).toBe(24);
    expect(quil(2)).toBe(16_000_000_000n);
  });

  it("accept the largest moment and refuse the next", () => {
    expect(simTimeUs(Number.MAX_SAFE_INTEGER)).toBe(2 ** 53 - 1);
    expect(() => simTimeUs(2 ** 53)).toThrow(RangeError);
    expect(days(104_249)).toBeLessThan(2 ** 53);
    expect(() => days(104_250)).toThrow("days: read 104250, allowed are whole numbers from 0 to 104249");
  });

  it.each([NaN, Infinity, -1, 0.5])("refuse %s", (value) => {
    expect(() => us(value)).toThrow(RangeError);
    expect(() => bytes(value)).toThrow(RangeError);
    expect(() => mbitPerS(value)).toThrow(RangeError);
    expect(() => quil(value)).toThrow(RangeError);
  });

  it("refuse negative amounts", () => {
    expect(() => quilUnits(-1n)).toThrow("units: read -1");
  });
});
