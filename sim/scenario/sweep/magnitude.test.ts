import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaledText } from "./magnitude.js";

describe("a quantity times a factor", () => {
  it.each([
    ["99.9 %", 0.8, false, "79.92 %"],
    ["99.9 %", 1.2, false, undefined],
    ["2 h", 1.5, false, "3 h"],
    [10, 0.25, true, 3],
    [0, 1.2, false, undefined],
    ["for ever", 1.2, false, undefined],
  ])("%s × %d is %s", (value, factor, whole, expected) => {
    expect(scaledText(value, factor, whole)).toBe(expected);
  });

  it("is a text or nothing, and never an error, for all shares", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (hundredths, factor) => {
          const text = scaledText(`${hundredths / 100} %`, factor, false);
          const mayBeNothing = hundredths === 0 || Math.abs(factor - 1) < 1e-5 || (hundredths / 100) * factor > 99.99;
          expect(typeof text === "string" || mayBeNothing).toBe(true);
        },
      ),
      { seed: 1 },
    );
  });
});
