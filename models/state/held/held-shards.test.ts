import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Allocations } from "../allocations.js";
import { HeldShards } from "./held-shards.js";

const step = fc.record({
  what: fc.constantFrom("add", "add", "add", "remove", "keep as bits", "clear"),
  prover: fc.integer({ min: 0, max: 20 }),
  // Some shards twice, and some so far behind that rows of bits grow.
  shard: fc.oneof(
    { weight: 12, arbitrary: fc.nat(40) },
    { weight: 12, arbitrary: fc.nat(1000) },
    { weight: 1, arbitrary: fc.nat(200_000) },
  ),
  pick: fc.nat(),
});

describe("the shards that provers are on", () => {
  it("are those that were added and not removed as often, kept as pairs, as bits, or first so and then so", () => {
    let asBits = 0;
    const property = fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const allocations = new Allocations();
      const held = new HeldShards(allocations);
      let lists: number[][] = Array.from({ length: 21 }, () => []);
      for (const { what, prover, shard, pick } of steps) {
        const list = lists[prover];
        if (what === "add") {
          const allocation = allocations.add(prover, shard);
          held.add(allocation);
          list.push(allocation);
        } else if (what === "remove" && list.length > 0) {
          const [allocation] = list.splice(pick % list.length, 1);
          held.remove(allocation);
          allocations.remove(allocation);
        } else if (what === "keep as bits" && held.wantsBits(prover, list.length + (pick % 40))) {
          held.keepBits(prover, list);
          asBits++;
        } else if (what === "clear" && pick % 50 === 0) {
          held.clear();
          for (const allocation of lists.flat()) allocations.remove(allocation);
          lists = lists.map(() => []);
        }
        const on = new Set(lists[prover].map((allocation) => allocations.shard[allocation]));
        for (const asked of [shard, 0, 40, ...on]) expect(held.has(prover, asked)).toBe(on.has(asked));
      }
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
    expect(asBits).toBeGreaterThan(50);
  });

  it("gives bits up where somebody comes to a shard so far out that there would be too many", () => {
    const allocations = new Allocations();
    const held = new HeldShards(allocations);
    const rows = [0, 1, 2, 3].map((shard) => allocations.add(0, shard));
    for (const row of rows) held.add(row);
    held.keepBits(0, rows);
    const far = 4 * 4 * 64;
    held.add(allocations.add(1, far - 1));
    expect(held.wantsBits(0, far / 64)).toBe(false);
    held.add(allocations.add(1, far));
    expect(held.wantsBits(0, far)).toBe(true);
    expect([0, 1, 2, 3, 4].map((shard) => held.has(0, shard))).toEqual([true, true, true, true, false]);
    for (const row of rows) held.remove(row);
    expect([0, 1, 2, 3].some((shard) => held.has(0, shard))).toBe(false);
  });

  it("wants bits of a prover who has one in 64 of all shards, once", () => {
    const allocations = new Allocations();
    const held = new HeldShards(allocations);
    held.add(allocations.add(0, 6399));
    expect([99, 100].map((count) => held.wantsBits(0, count))).toEqual([false, true]);
    held.keepBits(0, [0]);
    expect(held.wantsBits(0, 100)).toBe(false);
  });

  it("throws for what is not there", () => {
    const allocations = new Allocations();
    const held = new HeldShards(allocations);
    const allocation = allocations.add(2, 5);
    expect(() => held.remove(allocation)).toThrow(RangeError);
    held.keepBits(2, []);
    expect(() => held.remove(allocation)).toThrow("prover 2 is not on shard 5");
  });
});
