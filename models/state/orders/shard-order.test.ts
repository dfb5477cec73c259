import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Shards } from "../shards.js";
import { ShardOrder } from "./shard-order.js";

const change = fc.record({
  shard: fc.nat(11),
  value: fc.constantFrom(0, 1, 2, Number.NaN),
  sizeBytes: fc.constantFrom(0, 7, 8, 1000),
  retired: fc.constantFrom(0, 0, 0, 1),
});

describe("an order of shards", () => {
  it("is that of a new one after any changes, of sizes among equal values too", () => {
    const property = fc.property(fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 12 }), (rounds) => {
      const shards = new Shards();
      for (let k = 0; k < 12; k++) shards.add(`00${k.toString(16)}0`, 8, 1, 0);
      const values = new Map<number, number>();
      const valueOf = (shard: number): number => values.get(shard) ?? 1;
      const order = new ShardOrder(shards, valueOf);
      for (const changes of rounds) {
        for (const { shard, value, sizeBytes, retired } of changes) {
          values.set(shard, value);
          shards.sizeBytes[shard] = sizeBytes;
          shards.retired[shard] = retired;
          order.changed(shard);
        }
        expect([...order.read().toArray()]).toEqual([...new ShardOrder(shards, valueOf).read().toArray()]);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });
});
