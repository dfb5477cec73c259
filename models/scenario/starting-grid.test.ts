import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { type ScenarioText, smallScenario } from "../../test/network-kit.js";
import { pathOfFilter } from "../protocol/shard/filter-path.js";
import { canFillGrid, startingGrid, startingShards } from "./starting-grid.js";

const problems = (shards: ScenarioText): readonly (readonly [string, string])[] => {
  try {
    smallScenario({ shards });
    return [];
  } catch (error) {
    return (error as z.ZodError).issues.map(({ path, message }) => [path.join("."), message]);
  }
};
const wide = { switches: { shardKeys: "bits256" } };
const paths = { shardKeys: "bits256", splitCut: "bitPath" } as const;

const bitsOfAll = (count: number): string[] => {
  const { shards } = smallScenario({ shards: { count, world: "20 GB" } });
  return startingGrid({ shards }, paths).map(({ filter }) => pathOfFilter(filter).bits);
};

describe("shards told by the keys that they have", () => {
  it.each([
    [{ prefixBits: 12, world: "154.16 GB" }, {}, 3098],
    [{ prefixBits: 6, world: "154.16 GB" }, {}, 49],
    [{ prefixBits: 6, world: "80.92 GB", metadata: "12 kB" }, wide, 14],
    [{ count: 7, world: "7 GB" }, wide, 7],
  ])("%o with %o are so many: %i", (shards, fields, count) => {
    const scenario = smallScenario({ shards, ...fields });
    expect([startingShards(scenario), canFillGrid(scenario)]).toEqual([count, true]);
  });

  it("cannot be told both ways, in neither, or with what belongs to the other", () => {
    expect(problems({ world: "1 GB" })).toEqual([["shards.count", expect.stringContaining("`prefixBits`")]]);
    expect(problems({ count: 4, prefixBits: 6, world: "1 GB", metadata: "2 GB" })).toEqual([
      ["shards.prefixBits", expect.stringContaining("count 4")],
      ["shards.metadata", "2,000,000,000 bytes of metadata in a world of 1,000,000,000"],
    ]);
    expect(problems({ count: 4, world: "1 GB", metadata: "1 kB" })[0][0]).toBe("shards.metadata");
    expect(problems({ prefixBits: 6, world: "1 GB", skew: "zipf 0.5" })[0][0]).toBe("shards.skew");
    expect(problems({ prefixBits: 21, world: "1 GB" })[0][0]).toBe("shards.prefixBits");
  });

  it("are refused by the plan where some would have no data", () => {
    expect(canFillGrid(smallScenario({ shards: { prefixBits: 12, world: "2 kB" } }))).toBe(false);
  });
});

describe("shards that are only counted, where splits cut bit paths", () => {
  it("lie side by side under the path 000, each with a path of its own", () => {
    expect(bitsOfAll(1)).toEqual(["000"]);
    expect(bitsOfAll(5)).toEqual(["000000", "000001", "000010", "000011", "000100"]);
    expect(new Set(bitsOfAll(300)).size).toBe(300);
    expect(new Set(bitsOfAll(300).map(({ length }) => length))).toEqual(new Set([12]));
  });
});
