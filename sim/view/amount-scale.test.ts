import { describe, expect, it } from "vitest";
import { amountScale } from "./amount-scale.js";

describe("scale of amounts", () => {
  it("has zero at the bottom when all amounts are zero, or there is none", () => {
    expect(amountScale([0, 0])).toEqual({ scale: { domain: [0, 1] } });
    expect(amountScale([])).toEqual({ scale: { domain: [0, 1] } });
  });

  it("is linear from zero while amounts are alike", () => {
    for (const amounts of [
      [10, 20, 400],
      [0, 3],
    ])
      expect(amountScale(amounts)).toEqual({ scale: { zero: true, nice: true } });
  });

  it("is logarithmic when amounts spread widely, with a tick at each power of ten", () => {
    expect(amountScale([300, 90_000, NaN])).toEqual({
      scale: { type: "log", domain: [100, 100_000] },
      ticks: [100, 1000, 10_000, 100_000],
    });
  });

  it("keeps a linear piece for zero", () => {
    expect(amountScale([0, 0.2, 30])).toEqual({
      scale: { type: "symlog", constant: 0.1, domain: [0, 60] },
      ticks: [0, 0.1, 1, 10],
    });
  });
});
