import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruleSets } from "../ground/rule-sets.js";
import { pathOfFilter } from "./filter-path.js";
import { keysBelow } from "./key-range.js";
import { mergedFilter, mergePairs } from "./merge.js";
import { cutByPath, divideByKeys } from "./path-cut.js";
import { gridOfPrefixes } from "./prefix-grid.js";
import { sizeOfPath } from "./sizes-from-keys.js";
import { keyBitsOf } from "./split-path.js";

const applications = { data: "aa".repeat(32), metadata: "bb".repeat(32) };
const october = ruleSets["v2.1-simplex"];

type Grid = Map<string, number>;

function split(grid: Grid, filter: string, rules: typeof october): void {
  const { children, spine } = cutByPath(filter, rules);
  if (children === null) return;
  const { sizes } = divideByKeys(grid.get(filter) ?? 0, children, rules);
  grid.delete(filter);
  children.forEach((child, k) => grid.set(child, sizes[k]));
  for (const side of spine) grid.set(side, 0);
}

/** Merges the siblings that the rule lists first, if nobody is on any shard. */
function merge(grid: Grid, rules: typeof october): void {
  const inventory = [...grid].map(([filter, bytes]) => ({ filter, sizeBytes: BigInt(bytes), active: 0 }));
  const [due] = mergePairs(inventory, rules);
  if (due === undefined) return;
  const bytes = due.children.reduce((sum, child) => sum + (grid.get(child) ?? 0), 0);
  for (const child of due.children) grid.delete(child);
  grid.set(due.parent, bytes);
}

describe("any sequence of splits and merges by path", () => {
  it("keeps every byte, and has every key in exactly one shard, with the data of its keys", () => {
    const steps = fc.array(fc.oneof(fc.nat({ max: 1000 }), fc.constant("merge" as const)), { maxLength: 40 });
    const property = fc.property(
      steps,
      fc.constantFrom("bits254" as const, "bits256" as const),
      fc.constantFrom("on" as const, "off" as const),
      fc.integer({ min: 0, max: 4 }),
      (sequence, shardKeys, splitNeedsData, prefixBits) => {
        const rules = { ...october, shardKeys, splitNeedsData } as typeof october;
        const worldBytes = 10_000_000_019n;
        const shards = gridOfPrefixes({ prefixBits, worldBytes, metadataBytes: 0n }, applications, rules);
        const grid: Grid = new Map(shards.map(({ filter, sizeBytes }) => [filter, Number(sizeBytes)]));
        const keyBits = keyBitsOf(rules);
        for (const step of sequence) {
          if (step === "merge") merge(grid, rules);
          else split(grid, [...grid.keys()][step % grid.size], rules);
          const sizes = [...grid.values()];
          expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBe(Number(worldBytes));
        }
        const paths = [...grid.keys()].map((filter) => pathOfFilter(filter).bits).toSorted();
        expect(paths.filter((bits, k) => k > 0 && bits.startsWith(paths[k - 1]))).toEqual([]);
        const keys = paths.reduce((sum, bits) => sum + keysBelow(bits, keyBits), 0n);
        expect(keys).toBe(keysBelow("", keyBits));
        for (const [filter, bytes] of grid) {
          const exact = Number(sizeOfPath(worldBytes, pathOfFilter(filter).bits, keyBits));
          // Each split rounds once, by less than a byte.
          expect(Math.abs(bytes - exact)).toBeLessThanOrEqual(sequence.length + shards.length);
        }
      },
    );
    fc.assert(property, { seed: 1, numRuns: 150 });
  });

  it("is undone by the merge of a split's sides", () => {
    const filter = `${applications.data}000600`;
    const { children } = cutByPath(filter, october);
    expect(children?.map((child) => mergedFilter(child, october))).toEqual([filter, filter]);
    expect(mergedFilter(`${applications.data}0080`, { splitCut: "suffix" })).toBe(`${applications.data}00`);
  });
});

describe("a cut by path", () => {
  it("is none for a filter of June's, and none for a path without keys unless data are not asked for", () => {
    expect(cutByPath(`${applications.data}04`, october).children).toBeNull();
    const empty = `${applications.data}000180`;
    expect(cutByPath(empty, october).children).toBeNull();
    const blind = cutByPath(empty, { ...october, splitNeedsData: "off" });
    expect(blind).toEqual({ children: [`${applications.data}000280`, `${applications.data}0002c0`], spine: [] });
    expect(divideByKeys(0, blind.children as [string, string], october)).toEqual({ sizes: [0, 0], lowShare: 0 });
    expect(() => divideByKeys(1, blind.children as [string, string], october)).toThrow("no keys");
  });

  it("of the whole of 256-bit keys gives the low side two thirds of the data: 1/8 of 0.18903", () => {
    const { children } = cutByPath(applications.data, october);
    const { sizes, lowShare } = divideByKeys(1_000_000, children as [string, string], october);
    expect([sizes, Math.round(lowShare * 1e6)]).toEqual([[661_268, 338_732], 661_269]);
  });
});
