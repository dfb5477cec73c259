import { z } from "zod";
import { hex, smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { planLeaves } from "../plan-leaves.js";
import { excessPending, planJoins } from "../plan.js";
import { type ScoredShard, scoreShards } from "../strategy.js";
import { marketFields, readMarket, readStrategy, shardsField, strategyField } from "./schema.js";

const scoresOf = (scored: readonly ScoredShard[]) =>
  Object.fromEntries(scored.map(({ shard, score }) => [shard.filter, score.toString()]));

const descriptor = { filter: "aa", size: 1_000_000, ring: 0, shards: 1, active: 16, activePlusJoining: 16 };
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
    }),
    output: "{picks: [{worker, filter, score}], scores: {filter: score}}, scores as decimal strings",
    formula: "score ↓, filter ↑ (epoch: shards with active ≤ 3 first); workers ascending",
    source: "node go:consensus/provers/proposer.go, rs:quil-engine/src/provers",
    example: {
      in: { shards: [descriptor], ...market, freeWorkers: [4, 2], maxAllocations: 100 },
      out: { picks: [{ worker: 2, filter: "aa", score: "1000000" }], scores: { aa: "1000000" } },
    },
    evaluate: ({ shards, freeWorkers, maxAllocations, ...input }, rules) => {
      const { picks, scored } = planJoins(shards, { freeWorkers, maxAllocations }, readMarket(input, rules));
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
    evaluate: ({ allocated, unallocated, freeWorkers, minHold, ...input }, rules) => [
      ...planLeaves({ allocated, unallocated, freeWorkers, minHold }, readMarket(input, rules)),
    ],
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
