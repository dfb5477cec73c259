import { z } from "zod";
import { smallWhole } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { decideJoins, decideLeaves } from "../decide.js";
import { filtersField, marketFields, readMarket, shardsField } from "./schema.js";

const shards = [
  { filter: "aa", size: 1_000_000, ring: 0, shards: 1, active: 16, activePlusJoining: 16 },
  { filter: "bb", size: 100_000, ring: 0, shards: 1, active: 16, activePlusJoining: 16 },
];
const market = { difficulty: 50_000, worldBytes: "20000000", units: "8000000000", strategy: "data" };

export const decideRules: readonly AnyRule[] = [
  defineRule({
    id: "proposer.decideJoins",
    about: "which pending joins a node confirms and which it takes back",
    input: z.strictObject({
      shards: shardsField("shards without an allocation (joiner's ring) and pending ones (current ring)"),
      pending: filtersField("pending filters whose window is open, in order"),
      ...marketFields,
      availableWorkers: smallWhole().nullable().default(null).describe("workers without a shard, count; null = no cut"),
    }),
    output: "{reject: filters, confirm: filters}, each in pending order, at most 100",
    formula: "reject if missing or score < ⌊best·40/100⌋ (67 under frames); epoch: never if active ≤ 3",
    source: "node go:consensus/provers/proposer.go, rs:quil-engine/src/provers",
    example: {
      in: { shards, pending: ["bb", "aa"], ...market, availableWorkers: 2 },
      out: { reject: ["bb"], confirm: ["aa"] },
    },
    evaluate: ({ shards, pending, availableWorkers, ...input }, rules) => ({
      ...decideJoins(shards, pending, availableWorkers, readMarket(input, rules)),
    }),
  }),
  defineRule({
    id: "proposer.decideLeaves",
    about: "which pending leaves a node confirms and where it stays",
    input: z.strictObject({
      shards: shardsField("all shards, with the ring of the allocation"),
      pendingLeaves: filtersField("filters of pending leaves, in order"),
      ...marketFields,
    }),
    output: "{reject: filters where it stays, confirm: filters it leaves}, each in pending order, at most 100",
    formula: "stay if score ≥ ⌊best·40/100⌋ (67 under frames); epoch: also if active ≤ 4; gone: leave",
    source: "node go:consensus/provers/proposer.go, rs:quil-engine/src/provers",
    example: {
      in: { shards, pendingLeaves: ["bb", "aa"], ...market },
      out: { reject: ["aa"], confirm: ["bb"] },
    },
    evaluate: ({ shards, pendingLeaves, ...input }, rules) => ({
      ...decideLeaves(shards, pendingLeaves, readMarket(input, rules)),
    }),
  }),
];
