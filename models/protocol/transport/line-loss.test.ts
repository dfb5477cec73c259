import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineLoss } from "./line-loss.js";

/** A queue that is simulated arrival by arrival, with numbers from a generator of Park and Miller. */
function simulatedLoss(load: number, room: number, arrivals: number): number {
  let seed = 20_261_127;
  const uniform = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  // Ends of service of those who are there, the earliest first.
  const ends: number[] = [];
  let now = 0;
  let lost = 0;
  for (let k = 0; k < arrivals; k++) {
    now -= Math.log(uniform()) / load;
    while (ends.length > 0 && ends[0] <= now) ends.shift();
    if (ends.length === room) lost++;
    else ends.push(Math.max(now, ends.at(-1) ?? now) + 1);
  }
  return lost / arrivals;
}

describe("what a line loses", () => {
  it("is Erlang's formula where nobody can wait, and the closed form of two places", () => {
    for (const load of [0.01, 0.5, 1, 3, 40]) {
      expect(lineLoss(load, 1)).toBeCloseTo(load / (1 + load), 14);
      expect(lineLoss(load, 2)).toBeCloseTo(1 - 1 / (Math.exp(-load) + load), 12);
    }
  });

  it.each([
    [0.5, 3],
    [0.9, 8],
    [1, 16],
    [1.3, 10],
    [2.5, 4],
  ])("is that of a simulated queue: load %d, room for %i", (load, room) => {
    const arrivals = 400_000;
    const simulated = simulatedLoss(load, room, arrivals);
    const expected = lineLoss(load, room);
    // Losses come in bursts: ten times the deviation of independent ones.
    expect(Math.abs(simulated - expected)).toBeLessThan(10 * Math.sqrt((expected * (1 - expected)) / arrivals));
  });

  it("grows with the load, falls with the room, and never falls below what an overloaded line cannot serve", () => {
    const property = fc.property(
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.integer({ min: 1, max: 200 }),
      (load, room) => {
        const loss = lineLoss(load, room);
        expect(loss).toBeGreaterThanOrEqual(Math.max(0, 1 - 1 / Math.max(load, 1e-300)) - 1e-12);
        expect(loss).toBeLessThan(1);
        expect(lineLoss(load, room + 1)).toBeLessThanOrEqual(loss + 1e-12);
        expect(lineLoss(load * 1.1, room)).toBeGreaterThanOrEqual(loss - 1e-12);
      },
    );
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  it("is hardly anything below the limit with much room, and the rest above it", () => {
    expect(lineLoss(0.8, 200)).toBeLessThan(1e-12);
    expect(lineLoss(4, 200)).toBeCloseTo(0.75, 12);
    expect(lineLoss(0, 5)).toBe(0);
  });

  it("is asked of loads and rooms that there are", () => {
    for (const [load, room] of [
      [-1, 5],
      [Number.NaN, 5],
      [1, 0],
      [1, 1.5],
    ])
      expect(() => lineLoss(load, room)).toThrow(RangeError);
  });
});
