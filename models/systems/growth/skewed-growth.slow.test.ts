/** Data that grow on some shards more than on others (`shards.growthSkew`). */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { octoberShards } from "../../../test/october-shards.js";
import { loadShipped } from "../../../test/baselines/shipped.js";
import { numbersOf } from "../../../sim/view/rows.js";
import { openNetwork, runScenario, smallScenario, type ScenarioText } from "../../../test/network-kit.js";
import { countDifferences } from "../../../test/recount.js";
import { says, withEvent } from "../../../test/planted.js";
import { writtenRun } from "../../../test/written-run.js";
import { checkNetwork } from "../../checks/invariants/all-invariants.js";
import { auditRun } from "../../checks/audit-run.js";
import { grownSize } from "../../protocol/shard/data-size.js";
import { growthShares } from "../../scenario/shard-sizes.js";
import type { Network } from "../../changes/network.js";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const live = ({ world: { shards } }: Network): number[] =>
  Array.from({ length: shards.count }, (_unused, shard) => shard).filter((shard) => shards.retired[shard] === 0);
const sizes = (network: Network): number[] => live(network).map((shard) => network.world.shards.sizeBytes[shard]);
const parts = (network: Network): number[] =>
  live(network).map((shard) => network.world.growthShares?.of(shard) ?? Number.NaN);

const growing = (fields: ScenarioText = {}, shards: ScenarioText = {}) =>
  smallScenario({
    horizon: "5 h",
    switches: { epochFrames: 60 },
    shards: { count: 8, world: "20 GB", growth: "10 %/d", growthSkew: "zipf 1", ...shards },
    ...fields,
  });

/** Sizes after so many frames. */
function sizesAfter(frame: number, scenario = growing()): number[] {
  const { network, runTo } = openNetwork(scenario);
  runTo(frame);
  return sizes(network);
}

/** Parts at the start. */
const drawn = (seed: string, count = 8): number[] => parts(openNetwork(growing({}, { count }), seed).network);
const order = (values: number[]): number[] => values.map((_value, k) => k).toSorted((a, b) => values[b] - values[a]);

describe("parts of the growth", () => {
  it("fall as 1/k^skew, largest first", () => {
    [12 / 25, 6 / 25, 4 / 25, 3 / 25].forEach((part, k) => expect(growthShares(4, 1)[k]).toBeCloseTo(part, 14));
    growthShares(3, 0).forEach((part) => expect(part).toBeCloseTo(1 / 3, 14));
    expect(growthShares(1, 2)).toEqual([1]);
  });

  it("add up to all of it, whatever the sizes: the world grows by the factor", () => {
    const shards = fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        shards,
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 1, max: 50, noNaN: true }),
        (bases, skew, factor) => {
          const worldBase = sum(bases);
          const grown = growthShares(bases.length, skew).map((share, k) =>
            grownSize({ baseBytes: bases[k], share, worldBase }, factor),
          );
          expect(Math.abs(sum(grown) - worldBase * factor)).toBeLessThanOrEqual(worldBase * factor * 1e-12);
          grown.forEach((size, k) => expect(size).toBeGreaterThanOrEqual(bases[k]));
        },
      ),
    );
  });
});

describe("shards that grow by rank", () => {
  it("come to as much in all as those that grow alike, and each to its part of what came on top", () => {
    const [skewed, even] = [sizesAfter(1740), sizesAfter(1740, growing({}, { growthSkew: "none" }))];
    expect(Math.abs(sum(skewed) - sum(even))).toBeLessThan(8);
    const grown = sum(even) - 20e9;
    expect(grown).toBeGreaterThan(1e8);
    const ranked = skewed.map((size) => size - 2.5e9).toSorted((a, b) => b - a);
    growthShares(8, 1).forEach((part, k) => expect(Math.abs(ranked[k] - part * grown)).toBeLessThan(8));
  });

  it("have ranks that are drawn for each by name: others under another seed, the same where other shards come to them", () => {
    expect(order(drawn("1"))).not.toEqual(order(drawn("2")));
    const amongNine = order(drawn("1", 9)).filter((shard) => shard < 8);
    expect(amongNine).toEqual(order(drawn("1")));
  });

  it("are as large where frames are stepped by epochs, and where the timeline steps the data on the way", () => {
    expect(sizesAfter(1740, growing({ fidelity: "epoch" }))).toEqual(sizesAfter(1740));
    const stepped = growing({ timeline: [{ at: "150 min", data: { add: "0 B", growth: "10 %/d" } }] });
    sizesAfter(1740, stepped).forEach((size, k) => expect(Math.abs(size - sizesAfter(1740)[k])).toBeLessThan(3));
    const world = sizesAfter(1740, growing({ timeline: [{ at: "150 min", data: { to: "40 GB" } }] }));
    expect(sum(world)).toBeGreaterThan(39.9e9);
  });
});

const moving = (fields: ScenarioText = {}) =>
  growing({
    horizon: "10 h",
    switches: { epochFrames: 60, maximumProvers: 9, haltGraceFrames: 150, ...octoberShards },
    operators: [
      { class: "steady", count: 12, workers: 3, uptime: "95 %" },
      { class: "guests", count: 14, workers: 3, leave: "half-life 3 h", arrive: "40/d", uptime: "80 %" },
    ],
    fees: { transactions: "20/min", bytes: "1 MB" },
    issuance: { supply: "1000 QUIL" },
    report: { every: "20 min" },
    ...fields,
  });

describe("parts of the growth where shards split and merge and users store", () => {
  it("stay those of all growth, and every shard a whole number of bytes of the world", () => {
    const { network, runTo, balances } = openNetwork(moving());
    runTo(3500);
    balances();
    checkNetwork(network);
    const { totals, worldBytes, fees } = network.world;
    expect([totals.splits > 0, totals.merges > 0, (fees?.transactions ?? 0) > 0]).toEqual([true, true, true]);
    expect(sum(parts(network))).toBeCloseTo(1, 12);
    expect(sizes(network).every((size) => Number.isSafeInteger(size) && size >= 0)).toBe(true);
    expect(sum(sizes(network))).toBe(worldBytes);
    expect(countDifferences(network, 3500)).toEqual([]);
  });

  const run = writtenRun(moving());
  const rulesFound = (changed: typeof run): string[] => auditRun(changed).findings.map(({ rule }) => rule);

  it("are audited: nothing is found in what a run wrote, with a new grid on the way too", () => {
    expect(auditRun(run).findings).toEqual([]);
    const reset = writtenRun(moving({ timeline: [{ at: "5 h", reset: { prefixBits: 3, world: "30 GB" } }] }));
    expect(auditRun(reset).findings).toEqual([]);
    const early = writtenRun(moving({ timeline: [{ at: "1 min", reset: { prefixBits: 3, world: "30 GB" } }] }));
    expect(auditRun(early).findings).toEqual([]);
    expect(reset.events.filter(says("growth share")).length).toBeGreaterThan(8);
  });

  it("are audited: a part that no rank has, and a byte that grew from nowhere, are found", () => {
    const larger = withEvent(run, says("growth share"), (event) => ({ ...event, value: event.value * 1.5 }));
    expect(rulesFound(larger)).toContain("shard.growth");
    const step = withEvent(run, says("data step"), (event) => ({ ...event, value: event.value + 1 }));
    expect(rulesFound(step)).toContain("shard.growth");
  });
});

describe("scenarios/markets/hot-shards.yaml", () => {
  it("shows hot shards that split and cold ones that merge, so that sizes stay close", () => {
    const { metrics, tables } = runScenario(loadShipped("markets/hot-shards.yaml"));
    const value = (name: string): number => Number(metrics.find((metric) => metric.name === name)?.value);
    expect(value("shard.splits")).toBeGreaterThan(10);
    expect(value("shard.merges")).toBeGreaterThan(10);
    const ends = numbersOf(tables.shards, "size_bytes").filter((size) => size > 0);
    expect(Math.max(...ends) / Math.min(...ends)).toBeLessThan(5);
    // Without splits, the parts of the first and the last rank of what came on top, beside what each began with.
    const parts = growthShares(32, 1.2);
    const grown = value("world.sizeBytes") - 20e9;
    expect((20e9 / 32 + parts[0] * grown) / (20e9 / 32 + parts[31] * grown)).toBeGreaterThan(30);
  });
});
