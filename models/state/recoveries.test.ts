import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Recoveries } from "./recoveries.js";

describe("counts of recoveries", () => {
  it("know every span to 1.6 %, and up to a minute to the second", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 30 - 1 }), (seconds) => {
        const recoveries = new Recoveries();
        recoveries.add(seconds * 1_000_000, 1);
        const [{ span, count }] = recoveries.counted();
        expect(count).toBe(1);
        expect(Math.abs(span - seconds)).toBeLessThanOrEqual(seconds < 64 ? 0 : seconds / 63);
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it("are ascending, take back what did not happen, and have room for the longest", () => {
    const recoveries = new Recoveries();
    for (const seconds of [5000, 3, 70, 3, 2 ** 34, 70]) recoveries.add(seconds * 1_000_000, 1);
    recoveries.add(70_000_000, -1);
    recoveries.add(70_000_000, -1);
    const spans = recoveries.counted().map(({ span }) => span);
    expect(spans).toEqual(spans.toSorted((a, b) => a - b));
    expect(recoveries.counted().map(({ count }) => count)).toEqual([2, 1, 1]);
  });
});
