import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ringInfo } from "../../protocol/ring/info.js";
import { type MeasuredStart, shardTargets } from "./targets.js";

interface HeadCounts {
  readonly active: number;
  readonly joining: number;
}

/** The row that a network of such shards would be measured as. */
function measure(shards: readonly HeadCounts[]): MeasuredStart {
  const count = (isSo: (shard: HeadCounts) => boolean): number => shards.filter(isSo).length;
  const ringOf = ({ active, joining }: HeadCounts): number => ringInfo(active + joining).currentRing;
  const deepest = shards.reduce((max, shard) => Math.max(max, ringOf(shard)), 0);
  return {
    active: shards.reduce((sum, { active }) => sum + active, 0),
    joining: shards.reduce((sum, { joining }) => sum + joining, 0),
    health: {
      healthy: count(({ active }) => active >= 6),
      needsCoverage: count(({ active }) => active >= 3 && active < 6),
      haltRisk: count(({ active }) => active < 3),
    },
    rings: Array.from({ length: deepest + 1 }, (_unused, ring) => count((shard) => ringOf(shard) === ring)),
  };
}

const network = fc.array(
  fc.record({ active: fc.integer({ min: 0, max: 32 }), joining: fc.integer({ min: 0, max: 20 }) }),
  {
    minLength: 1,
    maxLength: 60,
  },
);

describe("shardTargets", () => {
  it("meets every total and both histograms of any row that a network was measured as", () => {
    const property = fc.property(network, (shards) => {
      const row = measure(shards);
      const targets = shardTargets(row, 8);
      if (typeof targets === "string") throw new Error(`${targets}: ${JSON.stringify(row)}`);
      expect(measure(targets.active.map((active, k) => ({ active, joining: targets.joining[k] })))).toEqual(row);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
    expect(fc.sample(network, 1)).toHaveLength(1);
  });

  it.each<[string, Partial<MeasuredStart>, RegExp]>([
    ["histograms of different length", { rings: [1] }, /rings count 1 shards, health counts 2/],
    ["more active provers than healthy shards hold", { active: 100 }, /active provers: read 100, .* 6 to 18/],
    ["fewer than they have", { active: 5 }, /active provers: read 5/],
    ["more joining provers than the rings have positions for", { joining: 90 }, /joining provers: read 90/],
    ["too few to reach the rings", { rings: [0, 2], joining: 0 }, /joining provers: read 0/],
    [
      "a shard that is healthy, and in a ring that fewer provers would fill",
      { rings: [0, 0, 0, 0, 2], active: 3, joining: 0 },
      /active provers|joining provers/,
    ],
  ])("says what no network can be: %s", (_what, wrong, message) => {
    const row = { active: 7, joining: 3, health: { healthy: 1, needsCoverage: 0, haltRisk: 1 }, rings: [1, 1] };
    expect(shardTargets(row, 8)).toMatchObject({ active: expect.any(Array) as unknown });
    expect(shardTargets({ ...row, ...wrong }, 8)).toMatch(message);
  });
});
