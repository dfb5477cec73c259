import { describe, expect, it } from "vitest";
import { ruleSets } from "../ground/rule-sets.js";
import type { ShardInventory } from "./inventory.js";
import { mergePairs } from "./merge.js";
import { childFilters } from "./split.js";

const rules = ruleSets["v2.1-epoch"];
const parent = "11".repeat(32);
const pair = (of: string, active: number, sizeBytes = 1000n): ShardInventory[] =>
  childFilters(of, 2).map((filter) => ({ filter, sizeBytes, active }));

describe("merging", () => {
  it("joins two thin siblings, and not while one of them is healthy", () => {
    expect(mergePairs(pair(parent, 5), rules)).toHaveLength(1);
    expect(mergePairs(pair(parent, 6), rules)).toEqual([]);
    expect(mergePairs([{ ...pair(parent, 5)[0], active: 6 }, pair(parent, 5)[1]], rules)).toEqual([]);
  });

  it("stops at sixteen gibibytes together", () => {
    expect(mergePairs(pair(parent, 1, 8n << 30n), rules)).toHaveLength(1);
    expect(mergePairs(pair(parent, 1, (8n << 30n) + 1n), rules)).toEqual([]);
  });

  it("never touches shards that were split into four or eight", () => {
    for (const factor of [4, 8] as const) {
      const inventory = childFilters(parent, factor).map((filter) => ({ filter, sizeBytes: 1n, active: 0 }));
      expect(mergePairs(inventory, rules)).toEqual([]);
    }
  });

  it("lists the lower child first, and pairs in the order of the inventory", () => {
    const other = "22".repeat(32);
    const [low, high] = pair(other, 1);
    const merges = mergePairs([high, low, ...pair(parent, 1)], rules);
    expect(merges.map((merge) => merge.parent)).toEqual([other, parent]);
    expect(merges[0].children).toEqual([low.filter, high.filter]);
  });

  it("leaves whole applications and filters of the wrong length alone", () => {
    expect(mergePairs(pair("11".repeat(31), 1), rules)).toEqual([]);
    expect(mergePairs(pair("11".repeat(64), 1), rules)).toEqual([]);
    expect(mergePairs([pair(parent, 1)[0]], rules)).toEqual([]);
  });

  it("asks for declared storage instead under the storage rule", () => {
    const storage = { ...rules, mergeRule: "storage" } as const;
    const [low, high] = pair(parent, 10);
    const thin = { ...low, active: 2, storageBytes: 2000n };
    expect(mergePairs([thin, { ...high, storageBytes: 2000n }], storage)).toHaveLength(1);
    expect(mergePairs([thin, { ...high, storageBytes: 1999n }], storage)).toEqual([]);
    expect(mergePairs([thin, high], storage)).toEqual([]);
    expect(mergePairs(pair(parent, 1), { ...rules, mergeRule: "off" })).toEqual([]);
  });
});
