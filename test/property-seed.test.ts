import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("properties that name no seed", () => {
  it("are tried with the same values in every run", () => {
    const values: number[] = [];
    fc.assert(fc.property(fc.integer(), (value) => void values.push(value)));
    expect(values.slice(0, 3)).toEqual([1_100_771_046, 1_972_530_979, 30]);
  });
});
