import { z } from "zod";
import { hex, smallWhole } from "../../ground/calc-schema.js";
import { type AnyRule, RuleError, defineRule } from "../../ground/rule.js";
import { cappedEvictions, inactivityStart, isEvicted, notExempt } from "../eviction.js";
import { filtersPerMessage, isFreshJoin, joinGate, joinProofsBytes, mayLeave } from "../transition.js";
import { statusField, verdict } from "./schema.js";

const watched = z.strictObject({
  status: statusField.describe("stored status"),
  filter: hex().describe("shard filter, hex; empty = not watched"),
  lastActive: smallWhole().describe("frame of the latest participation; 0 = none yet, not watched"),
});

const freshness = z.strictObject({
  requestFrame: smallWhole().optional().describe("frame whose output the join proves"),
  frame: smallWhole().optional().describe("frame at which it is applied"),
  filters: smallWhole().optional().describe("filters named in one join message, instead of the two frames"),
});

export const gateRules: readonly AnyRule[] = [
  defineRule({
    id: "lifecycle.joinGate",
    about: "whether a prover may join a shard (again)",
    input: z.strictObject({
      existingStatus: statusField.nullable().describe("its stored status on the filter; null = none"),
      joinFrame: smallWhole().describe("frame of that allocation's join"),
      leaveFrame: smallWhole().optional().describe("frame of its leave, asked for while leaving under frames"),
      frame: smallWhole().describe("frame of the new join"),
      kickFrame: smallWhole().describe("frame at which the prover was kicked; 0 = never"),
      changePending: z.boolean().optional().describe("whether a split or merge of the shard is pending"),
      retired: z.boolean().optional().describe("whether the filter has left the grid, by a split, merge or reset"),
    }),
    output: "'ok' or 'error'",
    formula:
      "kicked, or filter retired: never; status ≠ 4: epoch frame ≥ joinFrame+720, frames only lapsed requests (> 720)",
    source: "node go:…/global_prover_join.go, rs:…/verify.rs",
    example: { in: { existingStatus: "joining", joinFrame: 1000, frame: 1720, kickFrame: 0 }, out: "ok" },
    evaluate: ({ leaveFrame, changePending = false, retired = false, ...attempt }, { lifecycle }) => {
      if (attempt.existingStatus === "leaving" && leaveFrame === undefined && lifecycle !== "epoch")
        throw new RuleError("leaveFrame decides whether a leaving member may join again");
      return verdict(
        joinGate({ ...attempt, leaveFrame: leaveFrame ?? 0, changePending, isRetired: retired }, lifecycle),
      );
    },
  }),
  defineRule({
    id: "lifecycle.joinFreshness",
    about: "whether a join is fresh, or what its proofs weigh",
    input: freshness,
    output: "'ok' or 'error'; for {filters}: {proofBytes in bytes, valid}",
    formula: "requestFrame + 10 ≥ frame; proofBytes = 516·filters (joinProof none: 0), valid for 1 to 100 filters",
    source: "node",
    example: { in: { requestFrame: 100, frame: 111 }, out: "error" },
    evaluate: ({ requestFrame, frame, filters }, switches) => {
      if (filters !== undefined && (requestFrame !== undefined || frame !== undefined))
        throw new RuleError("filters: give either them or the two frames");
      if (filters !== undefined)
        return { proofBytes: joinProofsBytes(filters, switches), valid: filters >= 1 && filters <= filtersPerMessage };
      if (requestFrame === undefined || frame === undefined)
        throw new RuleError("requestFrame and frame, or filters: give one or the other");
      return verdict(isFreshJoin(requestFrame, frame));
    },
  }),
  defineRule({
    id: "lifecycle.leaveConfirmGate",
    about: "whether a leave may be confirmed without thinning the shard too far",
    input: z.strictObject({
      otherActive: smallWhole().optional().describe("active provers of the shard but the leaving one"),
      committee: smallWhole()
        .optional()
        .describe("its committee, the asker and other leavers included; leaveGate committee"),
      splitAway: z.boolean().default(false).describe("whether the shard was split away; leaveGate committee"),
    }),
    output: "'ok' or 'error'",
    formula: "otherActive > 4; leaveGate committee: committee > 4 or split away; off, and frames: always",
    source: "node rs:…/verify.rs, N:quil-execution/src/prover_registry.rs",
    example: { in: { otherActive: 5 }, out: "ok", ruleSet: "v2.1-epoch" },
    evaluate: ({ otherActive, committee, splitAway }, switches) => {
      const { leaveGate } = switches;
      if (leaveGate === "committee" && committee === undefined)
        throw new RuleError("committee: this gate (leaveGate committee) counts it");
      if (leaveGate === "otherActive" && otherActive === undefined)
        throw new RuleError("otherActive: this gate (leaveGate otherActive) counts them");
      return verdict(
        mayLeave({ otherActive: otherActive ?? 0, committee: committee ?? 0, isSplitAway: splitAway }, switches),
      );
    },
  }),
  defineRule({
    id: "lifecycle.eviction",
    about: "whether inactivity costs a prover all its allocations",
    input: z.strictObject({
      frame: smallWhole().describe("frame at which it is asked"),
      threshold: smallWhole().describe("idle frames allowed: 360 on mainnet"),
      allocations: z.array(watched).describe("all allocations of the prover"),
      haltDurations: z
        .record(hex(), z.union([z.literal("max"), smallWhole()]).nullable())
        .default({})
        .describe("excused frames by filter; 'max' excuses wholly, null or missing not at all"),
      effectiveActive: z
        .record(hex(), smallWhole())
        .default({})
        .describe("effective Active members by filter, for evictionExempt belowFour; missing = not exempt"),
    }),
    output: "{evict}",
    formula:
      "any active allocation: frame − max(lastActive, 674 000) − haltDuration > threshold (frames: no 674 000; belowFour: not where < 4 are active)",
    source: "node rs:quil-execution/src/prover_registry.rs, N: same",
    example: {
      in: {
        frame: 700_000,
        threshold: 360,
        allocations: [{ status: "active", filter: "11", lastActive: 699_639 }],
        haltDurations: {},
      },
      out: { evict: true },
    },
    evaluate: ({ frame, threshold, allocations, haltDurations, effectiveActive }, switches) => {
      const watchedOnes = notExempt(allocations, (filter) => effectiveActive[filter], switches);
      const haltDurationOf = (filter: string) => haltDurations[filter] ?? 0;
      return {
        evict: isEvicted(watchedOnes, {
          frame,
          threshold,
          countFrom: inactivityStart(switches.lifecycle),
          haltDurationOf,
        }),
      };
    },
  }),
  defineRule({
    id: "lifecycle.evictionCap",
    about: "evictions in one frame",
    input: z.strictObject({ candidates: smallWhole().describe("provers idle for too long, head count") }),
    output: "provers evicted this frame, the first in address order",
    formula: "min(candidates, 25)",
    source: "node rs:quil-engine/src/frame_materializer.rs",
    example: { in: { candidates: 7 }, out: 7 },
    evaluate: ({ candidates }) => cappedEvictions(candidates),
  }),
];
