import { describe, expect, it } from "vitest";
import { estimate } from "./estimate.js";
import { spreadOf } from "./spread.js";

describe("a spread", () => {
  it("has the lowest and highest value and the interval of the mean", () => {
    const { deviation, lower, upper } = estimate([1, 5, 3]);
    expect(spreadOf([1, 5, 3])).toEqual({ lowest: 1, highest: 5, deviation, lower95: lower, upper95: upper });
    expect(spreadOf([10n, 2n])).toMatchObject({ lowest: 2n, highest: 10n });
  });

  it("is none of one value, of text, and of what was not measured", () => {
    expect([spreadOf([1]), spreadOf(["a", "a"]), spreadOf([1, null])]).toEqual([null, null, null]);
  });
});
