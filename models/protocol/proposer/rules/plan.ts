import { z } from "zod";
import { distinct } from "../../ground/calc-distinct.js";
import { hex, smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { planLeaves } from "../plan-leaves.js";
import { excessPending, planJoins } from "../plan.js";
import { type ScoredShard, scoreShards } from "../strategy.js";
import { releasable } from "../releasable.js";
import { thinTargets } from "../thin-targets.js";
import { marketFields, readMarket, readStrategy, shardsField, strategyField } from "./schema.js";

const scoresOf = (scored: readonly ScoredShard[]) =>
  Object.fromEntries(scored.map(({ shard, score }) => [shard.filter, score.toString()]));

const descriptor = { filter: "aa", size: 1_000_000, ring: 0, shards: 1, active: 16, activePlusJoining: 16 };
const thinShard = z.strictObject({
  filter: hex().describe("filter of the shard, hex"),
  size: wholeNumber().describe("size of its data, bytes"),
  active: smallWhole().describe("active provers, head count"),
});
const market = { difficulty: 50_000, worldBytes: "20000000", units: "8000000000", strategy: "data" };

export const planRules: readonly AnyRule[] = [
  defineRule({
    id: "proposer.score",
    about: "what a node takes an allocation on each shard to be worth",
    input: z.strictObject({
      basis: wholeNumber().describe("basis of emission, units a frame"),
      worldBytes: wholeNumber().describe("size of all data, bytes"),
      shards: shardsField("shards with the ring of the allocation"),
      strategy: strategyField,
    }),
    output: "{filter: score}: units a frame (reward) or bytes (data), decimal strings; unscored shards are missing",
    formula: "reward: size·basis/world / 2^(ring+1) / √shards / 8, in the arithmetic of the rule set; data: size",
    source: "node go:consensus/provers/proposer.go, rs:quil-engine/src/provers; least replicated: seed",
    example: {
      in: { basis: "1125899906842624", worldBytes: "1073741824", shards: [descriptor], strategy: "reward" },
      out: { aa: "65536000000" },
    },
    evaluate: ({ basis, worldBytes, shards, strategy }, rules) =>
      scoresOf(scoreShards(shards, { basisUnits: basis, worldBytes, strategy: readStrategy(strategy, rules), rules })),
  }),
  defineRule({
    id: "proposer.plan",
    about: "which shards a node's free workers propose to join",
    input: z.strictObject({
      shards: shardsField("shards that the prover has no allocation on, with the ring it would join"),
      ...marketFields,
      freeWorkers: z.array(smallWhole()).describe("ids of the workers without a shard"),
      maxAllocations: smallWhole().describe("most joins in one message: 100"),
      prover: hex({ minBytes: 1 }).optional().describe("address of the prover, hex; thinTargets hash"),
    }),
    output: "{picks: [{worker, filter, score}], scores: {filter: score}}, scores as decimal strings",
    formula: "score ↓, filter ↑ (epoch: shards with active ≤ 3 first, hash: by thinTargets); workers ascending",
    source: "node go:consensus/provers/proposer.go, rs:quil-engine/src/provers",
    example: {
      in: { shards: [descriptor], ...market, freeWorkers: [4, 2], maxAllocations: 100 },
      out: { picks: [{ worker: 2, filter: "aa", score: "1000000" }], scores: { aa: "1000000" } },
    },
    evaluate: ({ shards, ...input }, rules) => {
      const { picks, scored } = planJoins(shards, input, readMarket(input, rules));
      return { picks: picks.map((pick) => ({ ...pick, score: pick.score.toString() })), scores: scoresOf(scored) };
    },
  }),
  defineRule({
    id: "proposer.planLeaves",
    about: "which shards a node asks to leave",
    input: z.strictObject({
      allocated: shardsField("shards it serves, with its ring"),
      unallocated: shardsField("shards it does not serve, with the ring it would join"),
      ...marketFields,
      freeWorkers: smallWhole().default(0).describe("workers without a shard, count"),
      minHold: z.array(hex()).default([]).describe("filters confirmed less than 360 frames ago"),
      releasable: z
        .array(hex())
        .optional()
        .describe("filters that may be swapped; missing = all; thinShardRescue releasable"),
    }),
    output: "list of filters, worst first, at most 3",
    formula: "score < percent of the best unallocated; epoch: minHold and active ≤ 4 spared, swaps for thin shards",
    source: "node go:consensus/provers/proposer.go, rs:quil-engine/src/provers",
    example: {
      in: {
        allocated: [{ ...descriptor, size: 100_000 }],
        unallocated: [{ ...descriptor, filter: "bb" }],
        ...market,
        freeWorkers: 0,
        minHold: [],
      },
      out: ["aa"],
    },
    evaluate: (input, rules) => [...planLeaves(input, readMarket(input, rules))],
  }),
  defineRule({
    id: "proposer.releasable",
    about: "who of those that would leave a shard may, without a halt",
    input: z.strictObject({
      filter: hex().describe("filter of the shard, hex"),
      active: smallWhole().describe("members that stay, head count: 0 when planning, effective Active when deciding"),
      candidates: z
        .array(hex({ minBytes: 1 }))
        .superRefine(distinct((candidate: string) => candidate))
        .describe("addresses of those that could go, hex"),
    }),
    output: "{spare: how many the shard can spare, chosen: addresses in hash order}",
    formula: "spare = max(0, active + candidates − 4); the first by SHA-256(address ‖ filter)",
    source: "node N:quil-engine/src/provers/proposer.rs",
    example: {
      in: { filter: "aa", active: 3, candidates: ["0a", "0b", "0c"] },
      out: { spare: 2, chosen: ["0b", "0c"] },
      ruleSet: "v2.1-simplex",
    },
    evaluate: ({ filter, active, candidates }, rules) => {
      const { spare, chosen } = releasable(filter, active, candidates, rules);
      return { spare, chosen };
    },
  }),
  defineRule({
    id: "proposer.thinTargets",
    about: "thin shards in the order in which a node goes for them",
    input: z.strictObject({
      prover: hex({ minBytes: 1 }).describe("address of the prover, hex"),
      shards: z
        .array(thinShard)
        .superRefine(distinct(({ filter }) => filter, ["filter"]))
        .describe("shards that the node is not on"),
    }),
    output: "list of filters",
    formula: "size > 0 and active ≤ 3, by SHA-256(prover ‖ filter)",
    source: "node N:quil-engine/src/provers/proposer.rs",
    example: {
      in: { prover: "0a", shards: ["aa", "bb", "cc"].map((filter) => ({ filter, size: 1000, active: 3 })) },
      out: ["bb", "cc", "aa"],
      ruleSet: "v2.1-simplex",
    },
    evaluate: ({ prover, shards }, rules) => {
      const sized = shards.map(({ filter, size, active }) => ({ filter, sizeBytes: size, active }));
      return [...thinTargets(prover, sized, rules)];
    },
  }),
  defineRule({
    id: "proposer.excessPending",
    about: "how many pending joins a node takes back",
    input: z.strictObject({
      workers: smallWhole().describe("workers of the node, count"),
      active: smallWhole().describe("its active allocations, count"),
      pending: smallWhole().describe("its pending joins of at most 720 frames, count"),
    }),
    output: "{rejectCount}",
    formula: "max(0, pending − max(0, workers − active)); 0 without workers",
    source: "node rs:quil-engine/src/worker_allocator.rs",
    example: { in: { workers: 4, active: 3, pending: 3 }, out: { rejectCount: 2 } },
    evaluate: (input) => ({ rejectCount: excessPending(input) }),
  }),
];
