import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bn254Order } from "../consensus/distance.js";
import { ruleSets } from "../ground/rule-sets.js";
import { dealMembers, dealtChildren } from "./deal-members.js";
import { bitsOf, filterOfPath, filterPath, pathOfFilter } from "./filter-path.js";
import type { ShardInventory } from "./inventory.js";
import { mergePairs } from "./merge.js";
import { noHistory, siblingMerges } from "./sibling-merge.js";
import { sizeOfPath, sizesOfPrefixes } from "./sizes-from-keys.js";
import { splitPath } from "./split-path.js";
import { assignChildren, childFilters, splitFactor } from "./split.js";

const rules = ruleSets["v2.1-simplex"];
const application = "aa".repeat(32);
const seed = { seed: 1 };
const path = (maxLength: number) => fc.array(fc.constantFrom("0", "1"), { maxLength }).map((bits) => bits.join(""));
const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));
const at = (bits: string): string => filterOfPath({ application, bits });
const bitsAt = (filter: string): string => pathOfFilter(filter).bits;

describe("filters of bit paths", () => {
  it("are read back as they were written, and the empty path is the application", () => {
    fc.assert(
      fc.property(path(256), (bits) => {
        expect(filterPath(at(bits))).toEqual({ application, bits });
      }),
      seed,
    );
    expect(at("")).toBe(application);
    expect(at("101")).toBe(`${application}0003a0`);
    expect(filterPath(`${application}0000`)).toEqual({ application, bits: "" });
  });

  it.each([
    ["too short for an application", "aa"],
    ["a length without its bits", `${application}0003`],
    ["more bytes than bits", `${application}000380a0`],
    ["fewer bytes than bits", `${application}0009a0`],
    ["padding that is not zero", `${application}0003a1`],
    ["half a length", `${application}00`],
    ["a path longer than a key", `${application}0101${"00".repeat(33)}`],
  ])("are none with %s", (_what, filter) => {
    expect(filterPath(filter)).toBeNull();
    expect(() => pathOfFilter(filter)).toThrow(filter);
  });
});

const differingAt = (bit: number) => ["00".repeat(32), (1n << BigInt(255 - bit)).toString(16).padStart(64, "0")];

describe("a split by bit path", () => {
  it("cuts so that every key under the shard is under one child, both have some, and the spine has none", () => {
    fc.assert(
      fc.property(path(3), fc.uniqueArray(key, { maxLength: 12 }), (bits, keys) => {
        const own = keys.map(bitsOf).filter((each) => each.startsWith(bits));
        const { children, spine } = splitPath(at(bits), keys, 256);
        const under = (filter: string) => own.filter((each) => each.startsWith(bitsAt(filter))).length;
        fc.pre(children !== null);
        expect(children.map(under).every((count) => count > 0)).toBe(true);
        expect(under(children[0]) + under(children[1])).toBe(own.length);
        expect(spine.filter((filter) => under(filter) > 0)).toEqual([]);
        // Children and spine together are the shard: parts of 1/2^depth that add up to one.
        const parts = [...children, ...spine].map((filter) => 2 ** (bits.length - bitsAt(filter).length));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(1);
      }),
      seed,
    );
  });

  it("looks at sixteen bits and not at the seventeenth", () => {
    expect(splitPath(application, differingAt(15), 256).spine).toHaveLength(15);
    expect(splitPath(application, differingAt(16), 256)).toEqual({ children: null, spine: [] });
  });

  it("never splits a shard whose keys all lie on one side, nor one with a single leaf", () => {
    const oneSided = Array.from({ length: 40 }, (_none, k) => `0000${k.toString(16).padStart(60, "0")}`);
    expect(splitPath(application, oneSided, 256).children).toBeNull();
    expect(splitPath(application, [oneSided[0]], 256).children).toBeNull();
    expect(splitPath(at("1"), null, 256).children).toBeNull();
  });

  it("finds uniform keys in the lower part of 256 bits, and on both sides of 254", () => {
    expect(splitPath(application, null, 256).children).toEqual([at("000"), at("001")]);
    expect(splitPath(application, null, 254).children).toEqual([at("0"), at("1")]);
  });

  it("always makes two, whatever the number of members", () => {
    expect([33, 49, 65, 1000].map((active) => splitFactor(active, rules))).toEqual([2, 2, 2, 2]);
    expect([33, 49, 65].map((active) => splitFactor(active, { splitArity: "byCount" }))).toEqual([2, 4, 8]);
  });
});

describe("members dealt to children", () => {
  const members = fc.uniqueArray(key, { maxLength: 60 });

  it("are all there, as many in one child as in another but for one, whatever the order they came in", () => {
    fc.assert(
      fc.property(members, fc.integer({ min: 1, max: 8 }), (list, children) => {
        const dealt = dealMembers(list, children);
        expect(dealt.flat().toSorted()).toEqual(list.toSorted());
        const sizes = dealt.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(dealMembers(list.toReversed(), children)).toEqual(dealt);
        dealtChildren(list, children).forEach((child, k) => expect(dealt[child]).toContain(list[k]));
      }),
      seed,
    );
  });

  it("divide again and again, where the first byte of addresses puts all into one child", () => {
    const list = Array.from({ length: 256 }, (_none, byte) => ({
      address: byte.toString(16).padStart(2, "0") + "00".repeat(31),
      joinFrame: 1,
      seniority: 0,
    }));
    const sizes = (splitMembership: "roundRobin" | "reassignedByAddress"): number[][] => {
      const children = childFilters("11".repeat(32), 8);
      const first = assignChildren(list, children, splitMembership);
      const second = assignChildren(
        list.filter((_member, k) => first[k] === 3),
        children,
        splitMembership,
      );
      return [first, second].map((indices) => children.map((_child, k) => indices.filter((one) => one === k).length));
    };
    expect(sizes("roundRobin")).toEqual([Array(8).fill(32), Array(8).fill(4)]);
    expect(sizes("reassignedByAddress")).toEqual([Array(8).fill(32), [0, 0, 0, 32, 0, 0, 0, 0]]);
  });
});

const thin = (bits: string, over: Partial<ShardInventory> = {}): ShardInventory => ({
  filter: at(bits),
  sizeBytes: 1n << 30n,
  active: 5,
  ...over,
});

const lastOf = () => 1000;

describe("siblings that merge", () => {
  it("are both below six, not both empty, and within 16 GiB", () => {
    const due = (over: Partial<ShardInventory>) => siblingMerges([thin("10"), thin("11", over)], rules).length;
    expect([due({}), due({ active: 6 }), due({ sizeBytes: 0n })]).toEqual([1, 0, 1]);
    expect([due({ sizeBytes: 15n << 30n }), due({ sizeBytes: (15n << 30n) + 1n })]).toEqual([1, 0]);
    const empty = { sizeBytes: 0n };
    expect(siblingMerges([thin("10", empty), thin("11", empty)], rules)).toEqual([]);
  });

  it("undo a split by bit path", () => {
    fc.assert(
      fc.property(path(20), (bits) => {
        const merges = siblingMerges([thin(`${bits}1`), thin(`${bits}0`)], rules);
        expect(merges).toEqual([{ children: [at(`${bits}0`), at(`${bits}1`)], parent: at(bits) }]);
      }),
      seed,
    );
  });

  it("are no cousins, and no legacy filters", () => {
    expect(siblingMerges([thin("01"), thin("10")], rules)).toEqual([]);
    const legacy = ["00", "80"].map((suffix) => thin("", { filter: "11".repeat(32) + suffix }));
    expect(siblingMerges(legacy, rules)).toEqual([]);
    expect(mergePairs(legacy, rules)).toEqual([]);
    expect(mergePairs(legacy, ruleSets["v2.1-epoch"])).toHaveLength(1);
    expect(mergePairs([thin("0"), thin("1")], rules)).toHaveLength(1);
  });

  it("wait for what is pending on the parent and for thirty frames", () => {
    const pair = [thin("0"), thin("1")];
    const due = (over: Partial<typeof noHistory>) => siblingMerges(pair, rules, { ...noHistory, ...over }).length;
    expect([due({ pending: new Set([application]) }), due({ pending: new Set([at("0")]) })]).toEqual([0, 1]);
    expect([due({ lastOf, frame: 1029 }), due({ lastOf, frame: 1030 }), due({ lastOf })]).toEqual([0, 1, 1]);
  });
});

const shards = (bytes: number, metadata: number, bits: 254 | 256, prefixBits: number) =>
  Number(
    sizesOfPrefixes({ worldBytes: BigInt(bytes), metadataBytes: BigInt(metadata) }, { keyBits: bits, prefixBits })
      .shards,
  );

describe("sizes from keys", () => {
  const world = fc.bigInt({ min: 0n, max: 1n << 60n });
  const keyBits = fc.constantFrom(254 as const, 256 as const);

  it("of all shards of a grid are the data", () => {
    fc.assert(
      fc.property(world, keyBits, fc.integer({ min: 0, max: 16 }), (worldBytes, bits, prefixBits) => {
        const grid = sizesOfPrefixes({ worldBytes, metadataBytes: 0n }, { keyBits: bits, prefixBits });
        expect(grid.fullBytes * (grid.dataShards - 1n) + grid.lastBytes).toBe(worldBytes);
        const width = 1n << BigInt(bits - prefixBits);
        expect(grid.dataShards * width >= bn254Order && (grid.dataShards - 1n) * width < bn254Order).toBe(true);
      }),
      seed,
    );
  });

  it("of two children are the parent's, to a byte", () => {
    fc.assert(
      fc.property(world, keyBits, path(12), (data, bits, parent) => {
        const sum = sizeOfPath(data, `${parent}0`, bits) + sizeOfPath(data, `${parent}1`, bits);
        const lost = sizeOfPath(data, parent, bits) - sum;
        expect(lost === 0n || lost === 1n).toBe(true);
      }),
      seed,
    );
  });

  it("are those of the grids that were measured", () => {
    expect(shards(154.16e9, 0, 254, 12)).toBe(3098);
    expect(shards(154.16e9, 0, 254, 6)).toBe(49);
    expect(shards(80.92e9, 12_000, 256, 6)).toBe(14);
  });

  it("are refused where there is more metadata than world, or more path than key", () => {
    const grid = { keyBits: 254, prefixBits: 6 } as const;
    expect(() => sizesOfPrefixes({ worldBytes: 1n, metadataBytes: 2n }, grid)).toThrow("metadataBytes");
    const whole = { worldBytes: 1n, metadataBytes: 0n };
    expect(() => sizesOfPrefixes(whole, { ...grid, prefixBits: 255 })).toThrow("prefixBits");
    expect(() => sizeOfPath(1n, "0".repeat(255), 254)).toThrow("paths");
  });
});
