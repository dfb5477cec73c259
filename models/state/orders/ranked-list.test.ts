import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RankedList } from "./ranked-list.js";

/** Even numbers first, the largest first; then odd ones, the smallest first. */
const compare = (a: number, b: number): number => (a % 2) - (b % 2) || (a % 2 === 0 ? b - a : a - b);
const sorted = (items: Iterable<number>): Int32Array => Int32Array.from(items).sort(compare);

describe("RankedList", () => {
  it("reads as the same items sorted, whatever was inserted and removed, in blocks and across them", () => {
    const property = fc.property(
      fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 1500 }),
      fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 1500 }),
      (first, toggled) => {
        const items = new Set(first);
        const list = new RankedList(compare);
        list.assign(sorted(items));
        const lasts: (number | undefined)[] = [];
        const lastsExpected: (number | undefined)[] = [];
        toggled.forEach((item, k) => {
          if (items.delete(item)) list.remove(item);
          else {
            items.add(item);
            list.insert(item);
          }
          if (k % 97 === 0) lasts.push(list.length === 0 ? undefined : list.at(list.length - 1));
          if (k % 97 === 0) lastsExpected.push(sorted(items).at(-1));
        });
        expect(lasts).toEqual(lastsExpected);
        const expected = sorted(items);
        expect(list.length).toBe(expected.length);
        expect(list.toArray()).toEqual(expected);
        expect(Array.from(expected, (_item, rank) => list.at(rank))).toEqual([...expected]);
      },
    );
    fc.assert(property, { seed: 1, numRuns: 60 });
  });

  it("grows from nothing, shrinks to nothing, and grows again", () => {
    const list = new RankedList((a, b) => a - b);
    for (const turn of [1, 2]) {
      for (let item = 999; item >= 0; item--) list.insert(item);
      expect([list.length, list.at(0), list.at(500), list.at(999)]).toEqual([1000, 0, 500, 999]);
      for (let item = 0; item < 1000; item++) list.remove((item * 7) % 1000);
      expect([list.length, list.toArray().length, turn]).toEqual([0, 0, turn]);
    }
  });

  it("refuses to remove what is not listed", () => {
    const list = new RankedList((a, b) => a - b);
    list.assign(Int32Array.of(1, 2));
    list.remove(1);
    expect(() => list.remove(1)).toThrow(/1 is not listed/);
  });
});
