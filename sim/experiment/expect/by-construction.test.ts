import { describe, expect, it } from "vitest";
import { knownOf } from "./by-construction.js";

describe("what is known of a comparison before anything runs", () => {
  it("is nothing where what is left of two amounts may be on either side of the bound", () => {
    for (const bound of [-1, 0, 1]) {
      expect(knownOf("balance", "<", bound)).toBeNull();
      expect(knownOf("balance", ">=", bound)).toBeNull();
    }
  });

  it("is what the least and the most of other values say", () => {
    expect(knownOf("amount", "<", 0)).toBe(false);
    expect(knownOf("count", ">=", 0)).toBe(true);
    expect(knownOf("share", "<=", 1)).toBe(true);
    expect(knownOf("share", "<", 1)).toBeNull();
    expect(knownOf("amount", ">", -1)).toBe(true);
  });
});
