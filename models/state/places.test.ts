import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Allocations } from "./allocations.js";
import { Places } from "./places.js";

const step = fc.record({
  what: fc.constantFrom("open", "open", "end", "move", "forget"),
  prover: fc.integer({ min: 0, max: 3 }),
  shard: fc.integer({ min: 0, max: 9 }),
  pick: fc.nat(),
});

interface Kept {
  readonly place: number;
  over: boolean;
}

describe("Places", () => {
  it("keeps what a list of each prover's places in order of creation keeps, whatever opens, ends, moves and is forgotten", () => {
    const property = fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const allocations = new Allocations();
      const places = new Places(allocations);
      const { lists, forgotten, expected } = replay(steps, { allocations, places });
      expect(forgotten).toEqual(expected);
      lists.forEach((list, prover) => {
        expect(places.of(prover)).toEqual(list.map(({ place }) => place));
        expect(places.count(prover)).toBe(list.length);
        const retries = list.filter(({ over }) => over).map(({ place }) => allocations.retryFrame[place]);
        expect(places.nextRetry(prover)).toBe(Math.min(...retries));
        for (let shard = 0; shard < 10; shard++) {
          expect(places.has(prover, shard)).toBe(list.some(({ place }) => allocations.shard[place] === shard));
        }
      });
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  it("finds thousands of places, and none that is gone", () => {
    const allocations = new Allocations();
    const places = new Places(allocations);
    for (let k = 0; k < 5000; k++) places.open(allocations.add(k % 7, k));
    for (let k = 0; k < 5000; k += 2) places.end(k);
    for (let prover = 0; prover < 7; prover++) places.forget(prover, 0);
    const found = Array.from({ length: 5000 }, (_unused, k) => places.has(k % 7, k));
    expect(found).toEqual(found.map((_found, k) => k % 2 === 1));
  });
});

/** Does the steps, with lists beside that do the same. */
function replay(
  steps: readonly { what: string; prover: number; shard: number; pick: number }[],
  { allocations, places }: { allocations: Allocations; places: Places },
) {
  const lists: Kept[][] = [[], [], [], []];
  const forgotten: number[][] = [];
  const expected: number[][] = [];
  steps.forEach(({ what, prover, shard, pick }, frame) => {
    const list = lists[prover];
    const live = list.filter(({ over }) => !over);
    if (what === "open") {
      const place = allocations.add(prover, shard);
      places.open(place);
      list.push({ place, over: false });
    } else if (what === "forget") {
      const isDue = ({ place, over }: Kept): boolean => over && allocations.retryFrame[place] <= frame;
      forgotten.push([...places.forget(prover, frame)]);
      expected.push(list.filter(isDue).map(({ place }) => place));
      for (const place of forgotten.at(-1) ?? []) allocations.remove(place);
      lists[prover] = list.filter((kept) => !isDue(kept));
    } else if (live.length > 0) {
      const chosen = live[pick % live.length];
      if (what === "move") places.move(chosen.place, shard);
      else {
        allocations.retryFrame[chosen.place] = frame + 1 + (pick % 40);
        places.end(chosen.place);
        chosen.over = true;
      }
    }
  });
  return { lists, forgotten, expected };
}
