import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duskDifficulty } from "./dusk-difficulty.js";
import { duskFloorIncrement, duskIncrementsWithin, duskWorkBefore } from "./dusk-work.js";

describe("the work of Dusk in closed form", () => {
  it("is the sum over every single increment, across the floor", () => {
    let sum = 0;
    const wrong: number[] = [];
    for (let increment = 0; increment < 900_000; increment++) {
      if (duskWorkBefore(increment) !== sum) wrong.push(increment);
      sum += duskDifficulty(increment);
    }
    expect(wrong).toEqual([]);
    expect(duskWorkBefore(900_000)).toBe(sum);
  });

  it("reaches its floor at increment 700 000 and not before", () => {
    expect(duskDifficulty(duskFloorIncrement)).toBe(25_000);
    expect(duskDifficulty(duskFloorIncrement - 1)).toBeGreaterThan(25_000);
  });

  it("tells how many increments fit, as stepping them one by one does", () => {
    const start = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 699_000, max: 701_000 }));
    const work = fc.integer({ min: 0, max: 100_000_000 });
    fc.assert(
      fc.property(start, work, (first, squarings) => {
        let done = 0;
        for (let left = squarings; left >= duskDifficulty(first + done); done++) left -= duskDifficulty(first + done);
        expect(duskIncrementsWithin(first, squarings)).toBe(done);
      }),
      { seed: 1 },
    );
  });

  it("loses nothing when a stretch of work is looked at in parts", () => {
    const whole = duskIncrementsWithin(0, 10 ** 11);
    const part = duskIncrementsWithin(0, 4 * 10 ** 10);
    const rest = 10 ** 11 - duskWorkBefore(part);
    expect(part + duskIncrementsWithin(part, rest)).toBe(whole);
  });
});
