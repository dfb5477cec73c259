import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquared } from "../../../test/goodness-of-fit.js";
import { createStreams } from "../stream.js";
import { choose, shuffle } from "./choose.js";

const streams = createStreams("distributions", 0);
const evenly = (cells: number): number[] => Array.from({ length: cells }, () => 1 / cells);

describe("random orders and selections", () => {
  it("a shuffle gives the 24 orders of four items equally often: χ² on 24,000, false alarm 1e-6", () => {
    const source = streams.purpose("shuffle").cursor(0);
    const seen = new Map<string, number>();
    for (let draw = 0; draw < 24_000; draw += 1) {
      const items = ["a", "b", "c", "d"];
      shuffle(source, items);
      const order = items.join("");
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    const { statistic, critical } = chiSquared([...seen.values()], evenly(24));
    expect(statistic).toBeLessThan(critical);
  });

  it("the 20 ordered pairs of five come equally often: χ² on 20,000, false alarm 1e-6", () => {
    const source = streams.purpose("choose").cursor(0);
    const counts = Array.from({ length: 25 }, () => 0);
    for (let draw = 0; draw < 20_000; draw += 1) {
      const [first, second] = choose(source, { take: 2, from: 5 });
      counts[first * 5 + second] += 1;
    }
    const pairs = counts.filter((_, pair) => Math.floor(pair / 5) !== pair % 5);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(pairs.reduce((sum, count) => sum + count, 0));
    const { statistic, critical } = chiSquared(pairs, evenly(20));
    expect(statistic).toBeLessThan(critical);
  });

  it("a selection holds different numbers below its bound, however large that is", () => {
    const sizes = fc.tuple(fc.nat(40), fc.oneof(fc.nat(60), fc.maxSafeNat()));
    fc.assert(
      fc.property(sizes, fc.nat(1_000), ([count, from], entity) => {
        const take = Math.min(count, from);
        const chosen = choose(streams.purpose("property").cursor(entity), { take, from });
        expect(new Set(chosen).size).toBe(take);
        expect(chosen.every((value) => Number.isSafeInteger(value) && value >= 0 && value < from)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it("choosing everything is the shuffle seen from the other end: all numbers, each once", () => {
    const chosen = choose(streams.purpose("all").cursor(0), { take: 100, from: 100 });
    expect(chosen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, k) => k));
  });

  it("begin with their frozen draws", () => {
    const items = new Uint32Array([0, 1, 2, 3, 4, 5, 6, 7]);
    shuffle(streams.purpose("shuffle").cursor(1), items);
    expect([...items]).toEqual([3, 0, 7, 4, 2, 6, 5, 1]);
    expect(choose(streams.purpose("choose").cursor(1), { take: 5, from: 1_000_000 })).toEqual([
      272_129, 443_352, 619_783, 634_555, 713_683,
    ]);
  });

  it("refuse to take more than there is", () => {
    const source = streams.purpose("refused").cursor(0);
    expect(() => choose(source, { take: 3, from: 2 })).toThrow(RangeError);
    expect(() => choose(source, { take: 0.5, from: 2 })).toThrow(RangeError);
  });
});
