import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RuleSwitches, ruleSets } from "../ground/rule-sets.js";
import { decideJoins, decideLeaves } from "./decide.js";
import { planLeaves } from "./plan-leaves.js";
import { excessPending, planJoins } from "./plan.js";
import { proposerScore } from "./score.js";
import type { Market, ShardDescriptor } from "./strategy.js";

const epochRules = ruleSets["v2.1-epoch"];
const frameRules = ruleSets["v2.1-frames"];
const issuance = { basisUnits: 2_730_666_666_666n, worldBytes: 9n << 30n };
const market = (rules: RuleSwitches, strategy: Market["strategy"] = "rewardGreedy"): Market => ({
  ...issuance,
  strategy,
  rules,
});
const shard = (filter: string, size: number, over: Partial<ShardDescriptor> = {}): ShardDescriptor => ({
  filter,
  sizeBytes: BigInt(size),
  ring: 0,
  leafCount: 1,
  active: 16,
  ...over,
});

const shards = fc.uniqueArray(
  fc.record({
    filter: fc.integer({ min: 0, max: 255 }).map((byte) => byte.toString(16).padStart(2, "0")),
    sizeBytes: fc.bigInt({ min: 0n, max: 10_000_000n }),
    ring: fc.integer({ min: 0, max: 70 }),
    leafCount: fc.integer({ min: 0, max: 100 }),
    active: fc.integer({ min: 0, max: 40 }),
  }),
  { selector: (one) => one.filter, maxLength: 30 },
);
const pendingFilters = fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { maxLength: 90 });
const asFilters = (bytes: readonly number[]) => bytes.map((byte) => byte.toString(16).padStart(2, "0"));

describe("scores", () => {
  it("of both arithmetics differ by units at most", () => {
    fc.assert(
      fc.property(shards, (list) => {
        for (const one of list) {
          const difference = proposerScore(one, issuance, epochRules) - proposerScore(one, issuance, frameRules);
          expect(difference >= -1n && difference <= 1n).toBe(true);
        }
      }),
      { seed: 1 },
    );
  });

  it("read no leaves as one, and are nothing from ring 63 on", () => {
    const descriptor = shard("aa", 1_000_000);
    for (const rules of [epochRules, frameRules]) {
      expect(proposerScore({ ...descriptor, leafCount: 0 }, issuance, rules)).toBe(
        proposerScore(descriptor, issuance, rules),
      );
      expect(proposerScore({ ...descriptor, ring: 63 }, { basisUnits: 1n << 200n, worldBytes: 1n }, rules)).toBe(0n);
      expect(
        proposerScore({ ...descriptor, ring: 62 }, { basisUnits: 1n << 200n, worldBytes: 1n }, rules),
      ).toBeGreaterThan(0n);
      expect(proposerScore(descriptor, { basisUnits: 0n, worldBytes: 0n }, rules)).toBe(0n);
    }
  });
});

describe("join plans", () => {
  it("rescue a thin shard first under epochs, and go by score alone under frames", () => {
    const list = [shard("01", 1_000_000), shard("02", 1000, { active: 3 }), shard("03", 0, { active: 0 })];
    const first = (rules: RuleSwitches) =>
      planJoins(list, { freeWorkers: [9], maxAllocations: 100 }, market(rules)).picks.map((pick) => pick.filter);
    expect(first(epochRules)).toEqual(["02"]);
    expect(first(frameRules)).toEqual(["01"]);
  });

  it("give one allocation to each worker in order of id, within the cap", () => {
    const list = ["01", "02", "03"].map((filter) => shard(filter, 1000));
    const { picks } = planJoins(list, { freeWorkers: [7, 3, 5], maxAllocations: 2 }, market(epochRules));
    expect(picks.map(({ worker, filter }) => [worker, filter])).toEqual([
      [3, "01"],
      [5, "02"],
    ]);
  });

  it("target what is least replicated where the strategy says so, whatever its size", () => {
    const list = [
      shard("01", 9_000_000, { active: 40 }),
      shard("02", 10, { active: 33 }),
      shard("03", 20, { active: 33 }),
    ];
    const plan = planJoins(
      list,
      { freeWorkers: [1, 2, 3], maxAllocations: 100 },
      market(ruleSets.seed, "leastReplicated"),
    );
    expect(plan.picks.map((pick) => pick.filter)).toEqual(["03", "02", "01"]);
  });
});

describe("answers to pending joins", () => {
  it("divide the pending filters into rejected and confirmed, both in their order", () => {
    fc.assert(
      fc.property(shards, pendingFilters, (list, bytes) => {
        const pending = asFilters(bytes);
        const { reject, confirm } = decideJoins(list, pending, null, market(epochRules));
        expect(pending.filter((filter) => reject.includes(filter))).toEqual(reject);
        expect(pending.filter((filter) => !reject.includes(filter))).toEqual(confirm);
      }),
      { seed: 1 },
    );
  });

  it("stop at a hundred", () => {
    const pending = asFilters(Array.from({ length: 150 }, (_none, k) => k));
    const all = pending.map((filter) => shard(filter, 1000));
    expect(decideJoins(all, pending, null, market(frameRules)).confirm).toEqual(pending.slice(0, 100));
    expect(decideJoins([], pending, null, market(epochRules)).reject).toEqual(pending.slice(0, 100));
  });

  it("send rejects alone under frames, and cut confirmations only without rejects under epochs", () => {
    const list = [shard("01", 100_000), shard("02", 90_000), shard("03", 10)];
    const answers = (rules: RuleSwitches) => decideJoins(list, ["01", "02", "03"], 1, market(rules));
    expect(answers(frameRules)).toEqual({ reject: ["03"], confirm: [] });
    expect(answers(epochRules)).toEqual({ reject: ["03"], confirm: ["01", "02"] });
    expect(decideJoins(list, ["01", "02"], 1, market(epochRules)).confirm).toEqual(["01"]);
  });

  it("without any shard reject all under epochs and say nothing under frames", () => {
    expect(decideJoins([], ["aa"], null, market(epochRules))).toEqual({ reject: ["aa"], confirm: [] });
    expect(decideJoins([], ["aa"], null, market(frameRules))).toEqual({ reject: [], confirm: [] });
    expect(decideJoins([shard("aa", 0)], ["aa"], null, market(frameRules))).toEqual({ reject: ["aa"], confirm: [] });
  });
});

describe("leaving", () => {
  const best = shard("ff", 1_000_000);

  it("is planned for the worst allocations, three at most", () => {
    const held = [5, 1, 4, 2, 3].map((size) => shard(`0${size}`, size * 1000));
    const asked = { allocated: held, unallocated: [best], freeWorkers: 0, minHold: [] };
    expect(planLeaves(asked, market(epochRules))).toEqual(["01", "02", "03"]);
    expect(planLeaves({ ...asked, unallocated: [] }, market(epochRules))).toEqual([]);
    expect(planLeaves({ ...asked, unallocated: [shard("ff", 0)] }, market(epochRules))).toEqual([]);
  });

  it("exempts fresh allocations under epochs, but not to rescue a thin shard", () => {
    const asked = {
      allocated: [shard("01", 1000), shard("02", 1_000_000)],
      unallocated: [best, shard("fe", 10, { active: 2 })],
      freeWorkers: 0,
      minHold: ["01", "02"],
    };
    expect(planLeaves(asked, market(epochRules))).toEqual(["02"]);
    expect(planLeaves({ ...asked, freeWorkers: 1 }, market(epochRules))).toEqual([]);
    expect(planLeaves(asked, market(frameRules))).toEqual(["01"]);
  });

  it("is taken back where four or fewer are active under epochs", () => {
    const list = [best, shard("01", 10, { active: 4 }), shard("02", 10, { active: 5 }), shard("03", 0, { active: 1 })];
    const answers = (rules: RuleSwitches) => decideLeaves(list, ["01", "02", "03", "99"], market(rules));
    expect(answers(epochRules)).toEqual({ reject: ["01"], confirm: ["02", "03", "99"] });
    expect(answers(frameRules)).toEqual({ reject: [], confirm: ["01", "02", "03", "99"] });
  });
});

describe("excess joins", () => {
  it("are those that no worker will ever serve", () => {
    expect(excessPending({ workers: 10, active: 8, pending: 5 })).toBe(3);
    expect(excessPending({ workers: 5, active: 9, pending: 4 })).toBe(4);
    expect(excessPending({ workers: 0, active: 0, pending: 4 })).toBe(0);
  });
});
