import { array, assert, double, integer, oneof, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { orderOfLots } from "./lots.js";

describe("the order of lots", () => {
  it("is that of a sort, equal ones by index, whether they are uniform or crowded", () => {
    const anywhere = double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const crowded = integer({ min: 0, max: 3 }).map((quarter) => quarter / 4);
    assert(
      property(array(oneof(anywhere, crowded), { maxLength: 200 }), (lots) => {
        const sorted = [...lots.keys()].sort((a, b) => lots[a] - lots[b] || a - b);
        expect([...orderOfLots(lots)]).toEqual(sorted);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("has a cell for the largest lot that can be drawn, however many there are", () => {
    const largest = 1 - 2 ** -53;
    for (const count of [1, 2, 3, 5, 1000]) {
      expect([...orderOfLots(Array.from({ length: count }, () => largest))]).toEqual([...Array(count).keys()]);
    }
  });
});
