import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignRings } from "../ring/assign.js";
import { ruleSets } from "../ground/rule-sets.js";
import { assignChild, childFilters, isCooledDown, assignChildren, splitShard, splitTrigger } from "./split.js";

const rules = ruleSets["v2.1-epoch"];
const filter = "11".repeat(32);
const factors = fc.constantFrom(2 as const, 4 as const, 8 as const);
const address = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));
const candidates = fc.uniqueArray(
  fc.record({ address, joinFrame: fc.integer({ min: 1, max: 5 }), seniority: fc.integer({ min: 0, max: 5 }) }),
  { selector: (one) => one.address, maxLength: 100 },
);
const ways = fc.constantFrom("reassignedByAddress" as const, "bySeniority" as const);

describe("a split", () => {
  it("loses nobody and assigns everybody, whichever way members are assigned", () => {
    fc.assert(
      fc.property(candidates, factors, ways, (list, factor, splitMembership) => {
        const children = splitShard({ filter, factor, provers: list }, { ...rules, splitMembership });
        const moved = children.flatMap((child) => child.provers);
        expect(moved.map((one) => one.address).toSorted()).toEqual(list.map((one) => one.address).toSorted());
        for (const child of children) expect(child.rings).toEqual(assignRings(child.provers, rules));
      }),
      { seed: 1 },
    );
  });

  it("keeps the order of the members among those who stay together", () => {
    fc.assert(
      fc.property(candidates, factors, (list, factor) => {
        const before = assignRings(list, rules).rankOrder;
        for (const { rings } of splitShard({ filter, factor, provers: list }, rules))
          expect(rings.rankOrder).toEqual(before.filter((one) => rings.rankOrder.includes(one)));
      }),
      { seed: 1 },
    );
  });

  it("sends each address to one child in range, higher bytes never lower", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 256 }), (byte, children) => {
        const child = assignChild(byte, children);
        expect(child).toBeGreaterThanOrEqual(0);
        expect(child).toBeLessThan(children);
        expect(assignChild(Math.min(byte + 1, 255), children)).toBeGreaterThanOrEqual(child);
      }),
      { seed: 1 },
    );
  });

  it("fails to divide members a second time: all go to one child of the next generation", () => {
    const list = Array.from({ length: 256 }, (_none, byte) => ({
      address: byte.toString(16).padStart(2, "0") + "00".repeat(31),
      joinFrame: 1,
      seniority: 0,
    }));
    const first = splitShard({ filter, factor: 8, provers: list }, rules);
    expect(first.map((child) => child.provers.length)).toEqual([32, 32, 32, 32, 32, 32, 32, 32]);
    first.forEach((child, k) => {
      const second = splitShard({ filter: child.filter, factor: 8, provers: child.provers }, rules);
      expect(second.map((grandchild) => grandchild.provers.length)).toEqual(
        Array.from({ length: 8 }, (_none, j) => (j === k ? 32 : 0)),
      );
    });
  });

  it("leaves members where they are when the grid alone changes", () => {
    const list = [{ address: "ff", joinFrame: 1, seniority: 0 }];
    const children = splitShard({ filter, factor: 2, provers: list }, { ...rules, splitMembership: "unchanged" });
    expect(children.map((child) => child.provers.length)).toEqual([0, 0]);
  });

  it("spreads members evenly where they choose, seniors first, the larger child before the smaller", () => {
    const list = [1, 2, 3].map((seniority) => ({ address: `0${seniority}`, joinFrame: 1, seniority }));
    const chosen = assignChildren(list, childFilters(filter, 2), "bySeniority", [10, 20]);
    expect(chosen).toEqual([1, 0, 1]);
  });

  it("does not exist in 2.0", () => {
    expect(() => assignChildren([], childFilters(filter, 2), "none")).toThrow("do not split");
  });
});

describe("when a shard splits", () => {
  it("is above 32 provers, and by size only where that is switched on", () => {
    const huge = 100n << 30n;
    expect(splitTrigger(33, rules)).toBe(2);
    expect(splitTrigger(5, rules, huge)).toBe(0);
    expect(splitTrigger(5, { ...rules, splitOnBytes: "on" }, huge)).toBe(2);
    expect(splitTrigger(5, { ...rules, splitOnBytes: "on" }, 64n << 30n)).toBe(0);
  });

  it("waits for the cooldown, but not before the first time", () => {
    expect(isCooledDown(null, 0, 30)).toBe(true);
    expect(isCooledDown(100, 129, 30)).toBe(false);
    expect(isCooledDown(100, 130, 30)).toBe(true);
  });
});
