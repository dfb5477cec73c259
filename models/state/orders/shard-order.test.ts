import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Shards } from "../shards.js";
import { byBytes } from "../../protocol/ground/compare.js";
import { FilterRanks } from "./filter-ranks.js";
import { ShardOrder } from "./shard-order.js";

const change = fc.record({
  shard: fc.nat(11),
  value: fc.constantFrom(0, 1, 2, Number.NaN),
  sizeBytes: fc.constantFrom(0, 7, 8, 1000),
  retired: fc.constantFrom(0, 0, 0, 1),
});

const round = fc.record({ changes: fc.array(change, { maxLength: 4 }), added: fc.nat(2) });

const orderOf = (shards: Shards, valueOf: (shard: number) => number): ShardOrder =>
  new ShardOrder(shards, new FilterRanks(shards), valueOf);

/** Another filter for each index below a prime, in no order of theirs. */
const filterOf = (index: number): string => `${"ab".repeat(32)}${((index * 37) % 101).toString(16).padStart(4, "0")}`;

describe("ranks of filters", () => {
  it("are in the order of the texts, of shards too that came after they were ranked, and of equal ones", () => {
    const shards = new Shards();
    const ranks = new FilterRanks(shards);
    for (let count = 0; count < 101; count++) {
      shards.add(filterOf(count), 8, 1, 0);
      if (count % 10 === 0) shards.add(filterOf(count >> 1), 8, 1, 0);
      if (count % 3 === 0) ranks.update();
      const all = Array.from({ length: shards.count }, (_unused, shard) => shard);
      const { filter } = shards;
      const sign = (a: number): number[] => all.map((b) => Math.sign(ranks.compare(a, b)));
      for (const a of [0, count >> 1, shards.count - 1])
        expect(sign(a)).toEqual(all.map((b) => byBytes(filter[a], filter[b])));
    }
  });
});

describe("an order of shards", () => {
  it("is that of a new one after any changes, of sizes among equal values too", () => {
    const property = fc.property(fc.array(round, { maxLength: 12 }), (rounds) => {
      const shards = new Shards();
      for (let k = 0; k < 12; k++) shards.add(filterOf(k), 8, 1, 0);
      const values = new Map<number, number>();
      const valueOf = (shard: number): number => values.get(shard) ?? 1;
      const order = orderOf(shards, valueOf);
      for (const { changes, added } of rounds) {
        for (const { shard, value, sizeBytes, retired } of changes) {
          values.set(shard, value);
          shards.sizeBytes[shard] = sizeBytes;
          shards.retired[shard] = retired;
          order.changed(shard);
        }
        for (let k = 0; k < added; k++) order.changed(shards.add(filterOf(shards.count), 8, 1, 0));
        expect([...order.read().toArray()]).toEqual([...orderOf(shards, valueOf).read().toArray()]);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });
});
