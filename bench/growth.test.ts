import { describe, expect, it } from "vitest";
import { growthExponent, growthText } from "./growth.js";

describe("growth", () => {
  it("is the power of the size that the figure follows", () => {
    const sizes = [1e3, 1e4, 1e5];
    expect(growthExponent(sizes, [7, 7, 7])).toBeCloseTo(0, 12);
    expect(growthExponent(sizes, sizes)).toBeCloseTo(1, 12);
    expect(growthExponent([2, 8], [4, 64])).toBeCloseTo(2, 12);
  });

  it("is not made of one size, or of nothing", () => {
    expect(() => growthExponent([5], [5])).toThrow(RangeError);
    expect(() => growthExponent([1, 2], [0, 1])).toThrow(RangeError);
  });

  it("is told where two rows or more were measured", () => {
    expect(growthText("time", [[1, 3], [10, undefined]])).toEqual([]); // prettier-ignore
    expect(growthText("time", [[1, 3], [10, undefined], [100, 300]])).toEqual(["time grows as size^1.00 from 1 to 100"]); // prettier-ignore
  });
});
