import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Allocations } from "../allocations.js";
import { HeldShards } from "./held-shards.js";

const step = fc.record({
  what: fc.constantFrom("add", "add", "add", "remove", "keep as bits", "clear"),
  prover: fc.integer({ min: 0, max: 20 }),
  // Some shards twice, and some so far behind that rows of bits grow.
  shard: fc.oneof(fc.nat(40), fc.nat(3000)),
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
        } else if (what === "keep as bits" && held.wantsBits(prover, list.length + 10)) {
          held.keepBits(prover, list);
          asBits++;
        } else if (what === "clear" && pick % 50 === 0) {
          held.clear();
          lists = lists.map(() => []);
        }
        const on = new Set(lists[prover].map((allocation) => allocations.shard[allocation]));
        for (const asked of [shard, 0, 40, ...on]) expect(held.has(prover, asked)).toBe(on.has(asked));
      }
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
    expect(asBits).toBeGreaterThan(50);
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
