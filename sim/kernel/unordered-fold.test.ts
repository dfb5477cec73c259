import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fingerprint } from "./fingerprint.js";
import { messages } from "./messages.js";
import { combineUnordered, UnorderedFold } from "./unordered-fold.js";

const itemOf = (words: readonly number[]): Fingerprint => {
  const item = new Fingerprint();
  for (const word of words) item.word(word);
  return item;
};
const foldOf = (items: readonly (readonly number[])[]): UnorderedFold => {
  const fold = new UnorderedFold();
  for (const words of items) fold.add(itemOf(words));
  return fold;
};

const someItem = fc.array(fc.nat(3), { minLength: 1, maxLength: 4 });

describe("UnorderedFold", () => {
  it("gives one value for any split of the items over parts, in any order", () => {
    const splitItems = fc
      .array(fc.tuple(someItem, fc.nat(4)), { maxLength: 40 })
      .chain((pairs) => fc.tuple(fc.constant(pairs), fc.shuffledSubarray(pairs, { minLength: pairs.length })));
    fc.assert(
      fc.property(splitItems, ([pairs, shuffled]) => {
        const whole = foldOf(pairs.map(([words]) => words));
        const parts = [4, 2, 0, 1, 3].map((part) =>
          foldOf(shuffled.filter(([, owner]) => owner === part).map(([words]) => words)).state(),
        );
        expect(combineUnordered(parts).digest()).toBe(whole.digest());
      }),
      { seed: 1 },
    );
  });

  it("tells sets apart that differ in one item or in how often an item occurs", () => {
    fc.assert(
      fc.property(fc.array(someItem, { maxLength: 8 }), someItem, (items, extra) => {
        const digests = [items, [...items, extra], [...items, extra, extra], [...items, [...extra, 1]]].map((list) =>
          foldOf(list).digest(),
        );
        expect(new Set(digests).size).toBe(4);
      }),
      { seed: 1 },
    );
  });

  it("counts beyond 32 bits and keeps the count through its state", () => {
    const many = Uint32Array.of(1, 2, 3, 4, 0xffff_ffff, 5);
    expect([...combineUnordered([many, many]).state()]).toEqual([2, 4, 6, 8, 0xffff_fffe, 11]);
  });

  it("adds lanes modulo 2^32", () => {
    const large = Uint32Array.of(0xffff_ffff, 0x8000_0000, 1, 0, 1, 0);
    expect([...combineUnordered([large, large]).state()]).toEqual([0xffff_fffe, 0, 2, 0, 2, 0]);
  });

  it("refuses words that are no state", () => {
    expect(() => combineUnordered([new Uint32Array(4)])).toThrow(messages.badStateLength(4));
  });
});
