import { describe, expect, it } from "vitest";
import { groupOf, sideOf } from "./butterfly.js";

describe("the butterfly", () => {
  it("takes batches that are squares, and no others", () => {
    for (let side = 1; side <= 2000; side++) expect(sideOf(side * side)).toBe(side);
    for (const batch of [2, 99, 101, 10_001]) expect(() => sideOf(batch)).toThrow(`a batch of ${batch} is no square`);
  });

  it("has each place in one group of a layer, and meets each group of the layer before in one place", () => {
    for (const side of [1, 2, 3, 10]) {
      const placesOf = (layer: number, group: number): number[] => {
        const { first, step } = groupOf(layer, group, side);
        return Array.from({ length: side }, (_, k) => first + k * step);
      };
      const groups = Array.from({ length: side }, (_, group) => group);
      for (let layer = 0; layer < 4; layer++) {
        const places = groups.flatMap((group) => placesOf(layer, group));
        expect(places.toSorted((a, b) => a - b)).toEqual(Array.from({ length: side * side }, (_, place) => place));
        for (const one of groups)
          for (const next of groups)
            expect(placesOf(layer, one).filter((place) => placesOf(layer + 1, next).includes(place))).toHaveLength(1);
      }
    }
  });
});
