import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandsOf, maxBands, spreadOf } from "./scene.js";

describe("bands of a scene", () => {
  it("are one a thing while there are few, in their order", () => {
    expect(bandsOf(3, 2, (k) => (k === 1 ? 1 : 0))).toEqual({ count: 3, levels: [1, 0, 0, 1, 1, 0] });
    expect(bandsOf(0, 2, () => 0)).toEqual({ count: 0, levels: [] });
  });

  it("hold all things, about as many each, and no more numbers however many things there are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 6 }), (count, levelCount) => {
        const { levels } = bandsOf(count, levelCount, (k) => k % levelCount);
        const sizes = Array.from({ length: levels.length / levelCount }, (_, band) =>
          levels.slice(band * levelCount, (band + 1) * levelCount).reduce((sum, one) => sum + one, 0),
        );
        expect(sizes.length).toBe(Math.min(count, maxBands));
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("a spread", () => {
  const of = { of: "a message", expected: [2, 1] };

  it("counts by group who has heard it by when", () => {
    const elapsed = [1000, 64_000, -1, 32_000];
    const { elapsedMs, heard } = spreadOf(of, { nodeCount: 4, groupOf: (n) => n % 2, elapsedUs: (n) => elapsed[n] });
    expect([elapsedMs.length, elapsedMs[0], elapsedMs.at(-1)]).toEqual([32, 2, 64]);
    expect([heard[0][0], heard[0][31], heard[1][14], heard[1][15], heard[1][31]]).toEqual([1, 1, 0, 1, 2]);
  });

  it("ends with everybody who heard it, whatever the times were", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 40_000_000 }), { maxLength: 60 }), (elapsed) => {
        const { heard, elapsedMs } = spreadOf(of, {
          nodeCount: elapsed.length,
          groupOf: (n) => n % 2,
          elapsedUs: (n) => elapsed[n],
        });
        const ends = [0, 1].map((group) => elapsed.filter((us, n) => us >= 0 && n % 2 === group).length);
        expect(heard.map((row) => row.at(-1))).toEqual(ends);
        // Microseconds as milliseconds are no binary fractions.
        expect(Math.round(elapsedMs.at(-1)! * 1000)).toBeGreaterThanOrEqual(Math.max(0, ...elapsed));
      }),
    );
  });
});
