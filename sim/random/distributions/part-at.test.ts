import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partAt } from "./part-at.js";

describe("the part that a number stands for", () => {
  it.each<[number, readonly number[], number]>([
    [0, [1, 1, 2], 0],
    [0.2499, [1, 1, 2], 0],
    [0.25, [1, 1, 2], 1],
    [0.5, [1, 1, 2], 2],
    [1 - 2 ** -53, [1, 1, 2], 2],
    [0, [0, 3], 1],
    [1 - 2 ** -53, [0.1, 0.2, 0], 1],
    [0.5, [0, 0], -1],
  ])("%d of %j is %i", (u, shares, part) => {
    expect(partAt(u, shares)).toBe(part);
  });

  it("has a share, and all numbers before and behind it are as many as theirs", () => {
    const share = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 }));
    const number = fc.integer({ min: 0, max: 999 });
    const property = fc.property(fc.array(share, { minLength: 1, maxLength: 8 }), number, (shares, thousandths) => {
      const total = shares.reduce((sum, one) => sum + one, 0);
      const u = thousandths / 1000;
      const part = partAt(u, shares);
      const before = shares.slice(0, Math.max(0, part)).reduce((sum, one) => sum + one, 0);
      // Whole shares add up exactly, and the product is within a rounding of its own.
      const isWithin = before <= u * total + 1e-9 && u * total < before + shares[part] + 1e-9;
      return total === 0 ? part === -1 : shares[part] > 0 && isWithin;
    });
    expect(() => fc.assert(property)).not.toThrow();
  });
});
