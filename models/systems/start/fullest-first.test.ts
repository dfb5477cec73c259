import { array, assert, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { FullestFirst } from "./fullest-first.js";

/** The same by sorting everybody for every choice. */
function sortedChoices(rooms: readonly number[], counts: readonly number[], lot: Lot): readonly (readonly number[])[] {
  const left = [...rooms];
  return counts.map((count, choice) => {
    const order = left.map((_room, one) => one).filter((one) => left[one] > 0);
    order.sort((a, b) => left[b] - left[a] || lot(a, choice) - lot(b, choice) || a - b);
    const taken = order.slice(0, count);
    for (const one of taken) left[one]--;
    return taken;
  });
}

type Lot = (one: number, choice: number) => number;

const lot: Lot = (one, choice) => ((one * 37 + choice * 11) % 53) / 53;

describe("whoever has most room left goes first", () => {
  it("and among equals those with smaller lots, as if all were sorted for every choice", () => {
    const choices = record({
      rooms: array(integer({ min: 0, max: 5 }), { maxLength: 60 }),
      counts: array(integer({ min: 0, max: 30 }), { maxLength: 12 }),
      // Few different ones, so that there are ties, and lots that are no uniform draws.
      lots: array(integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 7 }),
    });
    assert(
      property(choices, ({ rooms, counts, lots }) => {
        const few: Lot = (one, choice) => lots[(one * 5 + choice) % lots.length] / 10;
        const nodes = new FullestFirst({ among: rooms.map((_room, one) => one), roomOf: (one) => rooms[one] });
        const taken = counts.map((count, choice) => nodes.take(count, (one) => few(one, choice)));
        expect(taken).toEqual(sortedChoices(rooms, counts, few));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("also by lots that were drawn ahead, of a level from which some have gone since", () => {
    const choices = record({
      rooms: array(integer({ min: 1, max: 3 }), { minLength: 20, maxLength: 60 }),
      counts: array(integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 12 }),
      bound: integer({ min: 0, max: 10 }),
    });
    let known = 0;
    assert(
      property(choices, ({ rooms, counts, bound }) => {
        const nodes = new FullestFirst({ among: rooms.map((_room, one) => one), roomOf: (one) => rooms[one] });
        const { room, ones } = nodes.fullest;
        const level = [...ones];
        const taken = counts.map((count, choice) => {
          const low = level.filter((one) => lot(one, choice) < bound / 10);
          known += low.length;
          const ahead = { room, ones: low, lots: low.map((one) => lot(one, choice)) };
          return nodes.take(count, (one) => lot(one, choice), ahead);
        });
        expect(taken).toEqual(sortedChoices(rooms, counts, lot));
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(known).toBeGreaterThan(10_000);
  });

  it("and nobody is taken twice for one choice, however few there are", () => {
    const nodes = new FullestFirst({ among: [4, 7], roomOf: () => 3 });
    expect(nodes.take(5, (one) => one / 10)).toEqual([4, 7]);
  });
});
