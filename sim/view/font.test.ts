import { describe, expect, it } from "vitest";
import { fontFiles, readTextWidth, textWidthOf } from "./font.js";

const [regular, bold] = fontFiles().map(readTextWidth);

describe("text width", () => {
  it("is that of Arial, whose widths the font shares, in 2048ths of the size", () => {
    const expected = { "0": 1139, " ": 569, i: 455, M: 1706, W: 1933, é: 1139, "·": 682, "…": 2048 };
    const measured = Object.keys(expected).map((letter) => [letter, Math.round(2048 * regular(letter))]);
    expect(Object.fromEntries(measured)).toEqual(expected);
  });

  it("adds up letters, and bold is wider", () => {
    expect(regular("")).toBe(0);
    expect(regular("M0")).toBeCloseTo(regular("M") + regular("0"), 12);
    expect(bold("stores")).toBeGreaterThan(regular("stores"));
  });

  it("counts a character that the font lacks as its box", () => {
    expect(regular("\u{1f600}")).toBeGreaterThan(0);
  });

  it("refuses bytes that are no font", () => {
    expect(() => textWidthOf(Buffer.alloc(64))).toThrow("not a TrueType font");
  });
});
