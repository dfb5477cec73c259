import { describe, expect, it } from "vitest";
import { checkedSale } from "./checked.js";
import type { HoldingsView } from "./sale.js";

const units = (answer: unknown): bigint =>
  checkedSale("mine", { units: () => answer as bigint }).units({} as HoldingsView);

describe("a way to sell of somebody", () => {
  it.each([5, 0.5, Number.NaN, "5", undefined, null, Promise.resolve(5n)])(
    "is refused by its name where it answers %s",
    (answer) => {
      expect(() => units(answer)).toThrow(/^way to sell "mine": units answers .+; allowed: whole units, as a bigint$/);
    },
  );

  it("is heard where it is right", () => {
    expect([-1n, 0n, 5n].map(units)).toEqual([-1n, 0n, 5n]);
  });
});
