import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dealBytes, roundTraffic } from "./round-traffic.js";

const size = { players: 9, dealers: 3, batch: 100, depth: 15, masks: true, elementBytes: 32 };

describe("what a round sends", () => {
  it("is players² vectors of the batch a layer, of which each player keeps one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 60 }),
        (players, depth, side) => {
          const { vectors, vectorBytes, sentVectors, sentVectorBytes } = roundTraffic({ ...size, players, depth, batch: side * side }); // prettier-ignore
          expect(vectors).toBe(depth * players ** 2);
          expect(vectors - sentVectors).toBe(depth * players);
          expect([vectorBytes, sentVectorBytes]).toEqual(
            [vectors, sentVectors].map((count) => count * side * side * 32),
          );
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it("grows with the power 1.5 of the batch where dealers deal matrices, and masks add a vector", () => {
    expect(dealBytes({ ...size, masks: false })).toBe(1000 * 32);
    expect(dealBytes(size)).toBe(1100 * 32);
    expect(dealBytes({ ...size, batch: 1_000_000, masks: false })).toBe(32e9);
    expect(roundTraffic(size).sentDealBytes).toBe(15 * 3 * 8 * 1100 * 32);
  });

  it("is refused where it cannot be told exactly", () => {
    expect(() => roundTraffic({ ...size, players: 1000, batch: 1e8 })).toThrow("more than 2^53 bytes");
  });
});
