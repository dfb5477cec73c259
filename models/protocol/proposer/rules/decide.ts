import { z } from "zod";
import { hex, smallWhole } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { decideJoins, decideLeaves } from "../decide.js";
import { decideSwapLeaves } from "../swap-leaves.js";
import { filtersField, marketFields, readMarket, shardsField } from "./schema.js";

const shards = [
  { filter: "aa", size: 1_000_000, ring: 0, shards: 1, active: 16, activePlusJoining: 16 },
  { filter: "bb", size: 100_000, ring: 0, shards: 1, active: 16, activePlusJoining: 16 },
];
const market = { difficulty: 50_000, worldBytes: "20000000", units: "8000000000", strategy: "data" };

const membersField = z.strictObject({
  active: smallWhole().describe("effective Active members, head count"),
  leaving: z.array(hex({ minBytes: 1 })).describe("addresses of those that are leaving, hex"),
});

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
    formula:
      "reject if missing or score < ⌊best·40/100⌋ (67 under frames); epoch: never if active ≤ 3; releasable: cut in order",
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
      self: hex({ minBytes: 1 }).optional().describe("address of the node, hex; thinShardRescue releasable"),
      unallocated: shardsField("shards the node is not on; thinShardRescue releasable").default([]),
      freeWorkers: smallWhole().default(0).describe("workers without a shard, count; thinShardRescue releasable"),
      confirmedDepartures: smallWhole().default(0).describe("own workers that serve a confirmed leave, count"),
      members: z.record(hex(), membersField).optional().describe("members by filter; thinShardRescue releasable"),
    }),
    output: "{reject: filters where it stays, confirm: filters it leaves}, each in pending order, at most 100",
    formula:
      "stay if score ≥ ⌊best·40/100⌋ (67 under frames); epoch: also if active ≤ 4; gone: leave; then swaps, if granted",
    source: "node go:consensus/provers/proposer.go, rs:quil-engine/src/provers",
    example: {
      in: { shards, pendingLeaves: ["bb", "aa"], ...market },
      out: { reject: ["aa"], confirm: ["bb"] },
    },
    evaluate: ({ shards, pendingLeaves, self, members, ...input }, rules) => {
      const market = readMarket(input, rules);
      if (rules.thinShardRescue !== "releasable") return { ...decideLeaves(shards, pendingLeaves, market) };
      const known =
        self === undefined || members === undefined ? null : { self, membersOf: (filter: string) => members[filter] };
      return { ...decideSwapLeaves(shards, pendingLeaves, { ...input, known }, market) };
    },
  }),
];
