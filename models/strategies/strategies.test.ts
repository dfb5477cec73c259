import { describe, expect, it } from "vitest";
import { plainWord } from "../../sim/units/spelling.js";
import { openNetwork, type ScenarioText, smallScenario } from "../../test/network-kit.js";
import { ruleSetNames, ruleSets } from "../protocol/ground/rule-sets.js";
import { followedStrategies } from "../scenario/followed.js";
import { bestFirst, bestFirstShuffled } from "./best-first.js";
import type { JoinLook } from "./strategy.js";
import { strategies, strategyOfRules } from "./strategies.js";

const follow = (strategy: unknown, fields: ScenarioText = {}) =>
  smallScenario({ operators: [{ class: "nodes", count: 12, workers: 3, strategy }], ...fields });

const skewed = { count: 6, world: "20 GB", skew: "zipf 1" };

/** Joins turned down by nodes of which an allocation must keep so much. */
const rejects = (keep: string): number => {
  const { network, runTo } = openNetwork(
    follow({ kind: "reward greedy", keep }, { rules: "v2.1-frames", horizon: "12 h", shards: skewed }),
  );
  runTo(4000);
  return network.world.totals.rejects;
};

describe("the strategies of a network", () => {
  it.each(ruleSetNames)("are those of the rule set where a class writes none: %s", (rules) => {
    const { strategy } = ruleSets[rules];
    const { kind } = strategyOfRules(ruleSets[rules]);
    expect(plainWord(kind)).toBe(plainWord(strategy === "none" ? "rewardGreedy" : strategy));
  });

  it("are made once for all classes that follow the same with the same parameters", () => {
    const operators = ["default", "reward greedy", { kind: "reward greedy", keep: "70 %" }, "data greedy"].map(
      (strategy, k) => ({ class: `${k}`, count: 1, workers: 1, strategy }),
    );
    const { ofClass, all } = followedStrategies(smallScenario({ operators }), ruleSets["v2.1-epoch"]);
    expect(ofClass.map(([{ index }]) => index)).toEqual([0, 0, 1, 2]);
    expect(all.map(({ rules }) => rules.keepThresholdPercent)).toEqual([40, 70, 40]);
  });

  it("prefer the shards that their words say", () => {
    const crowded = { sizeBytes: 500, ring: 3, rewardUnits: 70, active: 30, joining: 0 };
    const large = { sizeBytes: 900, ring: 4, rewardUnits: 50, active: 38, joining: 2 };
    const thin = { sizeBytes: 10, ring: 0, rewardUnits: 8, active: 2, joining: 5 };
    const best = (kind: string): object => {
      const { worth } = strategies.create(strategies.defaults(kind), { rules: ruleSets["v2.1-epoch"] });
      return [crowded, large, thin].toSorted((a, b) => worth(b) - worth(a))[0];
    };
    expect(best("reward greedy")).toBe(crowded);
    expect(best("data greedy")).toBe(large);
    expect(best("least replicated")).toBe(thin);
  });

  it("spread over all shards alike where they are drawn", () => {
    const { network, runTo } = openNetwork(
      smallScenario({
        rules: "v2.1-frames",
        horizon: "4 h",
        operators: [{ class: "nodes", count: 400, workers: 1, strategy: "random" }],
        shards: { count: 4, world: "20 GB", skew: "zipf 1" },
        switches: { maximumProvers: 1000 },
        network: { messageLoss: "0 %" },
      }),
    );
    runTo(1000);
    const active = [...network.world.shards.active.subarray(0, 4)];
    expect(active.reduce((sum, count) => sum + count, 0)).toBe(400);
    // Binomial around 100 with a deviation of 8.7: five of them.
    for (const count of active) expect(Math.abs(count - 100)).toBeLessThan(44);
  });

  it("turn down more joins the more an allocation must keep", () => {
    expect(rejects("0 %")).toBe(0);
    expect(rejects("100 %")).toBeGreaterThan(0);
  });

  it("refuse a part of a percent, which no threshold of the protocol has", () => {
    expect(() => follow({ kind: "reward greedy", keep: "40.5 %" })).toThrow("write a whole number of percent");
    expect(() => follow({ kind: "reward greedy", keep: "41 %" })).not.toThrow();
  });
});

/** Shards 0 to 9, the first four worth 5, the next four 3, the last two not to be joined. */
const look = (wanted: number, held: readonly number[] = []): JoinLook => ({
  wanted,
  shardCount: 10,
  shardAt: (rank) => rank,
  valueOf: (shard) => (shard < 4 ? 5 : shard < 8 ? 3 : -1),
  allocations: held.length,
  holds: (shard) => held.includes(shard),
  entryRing: () => 0,
  // The last of those that are left, each time.
  draws: () => ({ word: () => 0xff00_0000, uniform: () => 0.99 }),
});

describe("picking from the order of worth", () => {
  it("takes the best that the node is not on", () => {
    expect(bestFirst(look(3, [0, 2]))).toEqual([1, 3, 4]);
    expect(bestFirst(look(99))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(bestFirst(look(0))).toEqual([]);
  });

  it("draws among those that are worth the same", () => {
    expect(bestFirstShuffled(look(2))).toEqual([3, 0]);
    expect(new Set(bestFirstShuffled(look(99, [1])))).toEqual(new Set([0, 2, 3, 4, 5, 6, 7]));
  });
});
