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
