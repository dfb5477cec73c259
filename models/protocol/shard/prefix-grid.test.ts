import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterPath, pathOfFilter } from "./filter-path.js";
import { keysBelow } from "./key-range.js";
import { gridOfPrefixes } from "./prefix-grid.js";
import { sizeOfPath } from "./sizes-from-keys.js";

const applications = { data: "aa".repeat(32), metadata: "bb".repeat(32) };
const paths = { shardKeys: "bits256", splitCut: "bitPath" } as const;
const grid = (
  prefixBits: number,
  worldBytes: bigint,
  metadataBytes = 0n,
  switches = paths as typeof paths | typeof june,
) => gridOfPrefixes({ prefixBits, worldBytes, metadataBytes }, applications, switches);
const june = { shardKeys: "bits254", splitCut: "suffix" } as const;

describe("a grid of prefixes", () => {
  it("is mainnet's of August: 13 shards of 6.69 GB, the last of 0.66 GB, and one of metadata", () => {
    const shards = grid(6, 80_920_000_000n, 12_000n);
    expect(shards.map(({ sizeBytes }) => Math.round(Number(sizeBytes) / 1e7) / 100)).toEqual([
      ...Array.from({ length: 12 }, () => 6.69),
      0.66,
      0,
    ]);
    expect(shards[0].filter).toBe(`${applications.data}000600`);
    expect(shards[12].filter).toBe(`${applications.data}000630`);
    expect(shards[13]).toEqual({ filter: applications.metadata, sizeBytes: 12_000n });
  });

  it("is mainnet's of March and July: 3098 and 49 prefixes of 254-bit keys, in whole bytes", () => {
    const march = grid(12, 154_160_000_000n, 0n, june);
    expect([march.length, march[0].filter, march[3097].filter]).toEqual([
      3098,
      `${applications.data}0000`,
      `${applications.data}c190`,
    ]);
    expect(grid(6, 154_160_000_000n, 0n, june)).toHaveLength(49);
    expect(grid(0, 5n, 0n, june)).toEqual([{ filter: applications.data, sizeBytes: 5n }]);
  });

  it("has every key below p in exactly one shard, and every byte", () => {
    const worlds = fc.bigInt({ min: 0n, max: 1n << 50n });
    const widths = fc.constantFrom("bits254" as const, "bits256" as const);
    const property = fc.property(fc.integer({ min: 0, max: 9 }), worlds, widths, (prefixBits, world, shardKeys) => {
      const shards = gridOfPrefixes({ prefixBits, worldBytes: world, metadataBytes: world / 7n }, applications, {
        shardKeys,
        splitCut: "bitPath",
      });
      expect(shards.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0n)).toBe(world);
      const keyBits = shardKeys === "bits254" ? 254 : 256;
      const data = shards.filter(({ filter }) => filter.startsWith(applications.data));
      const keys = data.map(({ filter }) => keysBelow(pathOfFilter(filter).bits, keyBits));
      expect(keys.reduce((sum, count) => sum + count, 0n)).toBe(keysBelow("", keyBits));
      expect(keys.every((count) => count > 0n)).toBe(true);
      for (const { filter, sizeBytes } of data.slice(0, -1))
        expect(sizeBytes).toBe(sizeOfPath(world - world / 7n, filterPath(filter)?.bits ?? "", keyBits));
    });
    fc.assert(property, { seed: 1, numRuns: 60 });
  });
});
