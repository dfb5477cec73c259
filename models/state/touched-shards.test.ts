import { describe, expect, it } from "vitest";
import { TouchedShards } from "./touched-shards.js";

describe("TouchedShards", () => {
  it("gives each shard once, in order of index, and apart from those whose counts alone changed", () => {
    const touched = new TouchedShards();
    for (const shard of [5000, 3, 9, 3]) touched.addCounts(shard);
    for (const shard of [9, 1, 1]) touched.add(shard);
    touched.addCounts(1);
    const taken = touched.take((shard) => shard === 5000);
    expect([...taken.all]).toEqual([1, 3, 9, 5000]);
    expect(taken.updates).toEqual([1, 9, 5000]);
  });

  it("tells shards of which nothing but their pay changed", () => {
    const touched = new TouchedShards();
    for (const shard of [4, 3, 2, 1]) touched.addPay(shard);
    touched.addCounts(4);
    touched.add(3);
    touched.addCounts(7);
    const { all, updates, pay } = touched.take((shard) => shard === 2);
    expect([...all]).toEqual([1, 2, 3, 4, 7]);
    expect(updates).toEqual([1, 2, 3, 4]);
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8].filter((shard) => pay.has(shard))).toEqual([1, 4]);
    expect(pay.size).toBe(2);
    touched.add(1);
    expect(touched.take(() => false).pay.size).toBe(0);
  });

  it("is empty once taken", () => {
    const touched = new TouchedShards();
    touched.add(2);
    expect(touched.isEmpty).toBe(false);
    touched.take(() => false);
    expect(touched.isEmpty).toBe(true);
    touched.addCounts(2);
    expect(touched.take(() => false).updates).toEqual([]);
  });
});
