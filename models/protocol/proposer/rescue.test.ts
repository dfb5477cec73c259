import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruleSets } from "../ground/rule-sets.js";
import { decideJoins, decideLeaves } from "./decide.js";
import { planLeaves } from "./plan-leaves.js";
import { planJoins } from "./plan.js";
import { releasable } from "./releasable.js";
import type { Market, ShardDescriptor } from "./strategy.js";
import { decideSwapLeaves } from "./swap-leaves.js";
import { thinTargets } from "./thin-targets.js";

const rules = ruleSets["v2.1-simplex"];
const market: Market = { basisUnits: 2_730_666_666_666n, worldBytes: 9n << 30n, strategy: "dataGreedy", rules };
const shard = (filter: string, size: number, active = 16): ShardDescriptor => ({
  filter,
  sizeBytes: BigInt(size),
  ring: 0,
  leafCount: 1,
  active,
});
const addressOf = (k: number): string => k.toString(16).padStart(64, "0");
const addresses = (count: number): string[] => Array.from({ length: count }, (_none, k) => addressOf(k));
const thinShards = Array.from({ length: 20 }, (_none, k) => shard((0xc0 + k).toString(16), 1000 + k, 3));

const firstReleased = (filter: string) => releasable(filter, 0, addresses(12), rules).chosen[0];

describe("who may leave a shard", () => {
  it("is as many as leave four, the same for every node that asks", () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), (active, count) => {
        const candidates = addresses(count);
        const { spare, chosen } = releasable("aa", active, candidates, rules);
        expect(chosen.length).toBe(Math.min(spare, count));
        expect(active + count - chosen.length).toBeGreaterThanOrEqual(Math.min(4, active + count));
        expect(releasable("aa", active, candidates.toReversed(), rules)).toEqual({ spare, chosen });
      }),
      { seed: 1 },
    );
  });

  it("is drawn for each shard anew", () => {
    expect(new Set(["aa", "ab", "ac", "ad", "ae", "af"].map(firstReleased)).size).toBeGreaterThan(2);
  });
});

describe("a herd of leaves for one thin shard", () => {
  const held = shard("aa", 1000, 12);
  const asked = { allocated: [held], unallocated: [shard("bb", 1000, 1)], freeWorkers: 0, minHold: [] };
  const leavers = (names: readonly string[], released: readonly string[] | null, under: typeof rules): number =>
    names.filter((self) => {
      const granted = released === null ? undefined : released.includes(self) ? ["aa"] : [];
      return planLeaves({ ...asked, releasable: granted }, { ...market, rules: under }).length > 0;
    }).length;

  it("is everybody where every node decides alone, and no more than can be spared in a public order", () => {
    const members = addresses(12);
    const { chosen } = releasable("aa", 0, members, rules);
    expect(leavers(members, chosen, ruleSets["v2.1-epoch"])).toBe(12);
    expect(leavers(members, chosen, rules)).toBe(8);
    expect(leavers(members, null, rules)).toBe(12);
    expect(leavers(members, null, { ...rules, thinShardRescue: "none" })).toBe(0);
  });
});

describe("targets among thin shards", () => {
  it("are those with data at the halt threshold, each once", () => {
    const shards = [...thinShards, shard("e0", 1000, 4), shard("e1", 0, 0)];
    expect(thinTargets(addressOf(1), shards, rules).toSorted()).toEqual(thinShards.map(({ filter }) => filter));
  });

  it("are spread over the nodes, where by score all would take the best", () => {
    const firstPick = (prover: string | undefined) =>
      planJoins(thinShards, { freeWorkers: [1], maxAllocations: 100, prover }, market).picks[0].filter;
    expect(new Set(addresses(60).map(firstPick)).size).toBeGreaterThan(10);
    expect(firstPick(undefined)).toBe(thinShards.at(-1)?.filter);
    const { picks } = planJoins(
      [...thinShards, shard("ff", 9_000_000)],
      { freeWorkers: [...thinShards.keys(), 20], maxAllocations: 100, prover: addressOf(3) },
      market,
    );
    expect(picks.map(({ filter }) => filter)).toEqual([...thinTargets(addressOf(3), thinShards, rules), "ff"]);
  });
});

describe("joins that are confirmed", () => {
  const list = [shard("01", 900), shard("02", 1000), shard("03", 950), shard("04", 500, 3)];
  const pending = ["01", "02", "03", "04"];

  it("are cut to the workers with thin shards first, then the best", () => {
    expect(decideJoins(list, pending, 3, market)).toEqual({ reject: [], confirm: ["04", "02", "03"] });
    expect(decideJoins(list, pending, 9, market).confirm).toEqual(["04", "02", "03", "01"]);
    expect(decideJoins(list, pending, null, market).confirm).toEqual(pending);
    const june = { ...market, rules: ruleSets["v2.1-epoch"] };
    expect(decideJoins(list, pending, 3, june).confirm).toEqual(["01", "02", "03"]);
  });
});

describe("leaves that are answered", () => {
  const list = [shard("01", 1000), shard("02", 900), shard("03", 800), shard("04", 100)];
  const pending = ["01", "02", "03", "04"];
  const self = addressOf(0);
  const crowded = () => ({ active: 12, leaving: [self] });
  const demand = { unallocated: thinShards.slice(0, 3), freeWorkers: 0, confirmedDepartures: 0 };
  const answers = (over: object) =>
    decideSwapLeaves(list, pending, { ...demand, known: { self, membersOf: crowded }, ...over }, market);

  it("confirm swaps, the worst first, while thin shards wait for a worker", () => {
    expect(answers({})).toEqual({ reject: ["01"], confirm: ["04", "03", "02"] });
    expect(answers({ confirmedDepartures: 1 })).toEqual({ reject: ["02", "01"], confirm: ["04", "03"] });
    expect(answers({ freeWorkers: 2 })).toEqual({ reject: ["03", "02", "01"], confirm: ["04"] });
  });

  it("move nobody who may not go, and nobody at all without knowledge", () => {
    const stays = { reject: ["03", "02", "01"], confirm: ["04"] };
    expect(answers({ known: null })).toEqual(stays);
    expect(answers({ known: { self, membersOf: () => undefined } })).toEqual(stays);
    expect(answers({ known: { self, membersOf: () => ({ active: 3, leaving: [self] }) } })).toEqual(stays);
    expect(answers({ known: { self: addressOf(1), membersOf: crowded } })).toEqual(stays);
  });

  it("lose and invent nobody", () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(20), (freeWorkers, active) => {
        const membersOf = () => ({ active, leaving: [self] });
        const { reject, confirm } = answers({ freeWorkers, known: { self, membersOf } });
        expect([...reject, ...confirm].toSorted()).toEqual(pending);
        expect(confirm).toEqual(expect.arrayContaining([...decideLeaves(list, pending, market).confirm]));
      }),
      { seed: 1 },
    );
  });
});
