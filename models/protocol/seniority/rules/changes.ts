import { z } from "zod";
import { exactCount } from "../../ground/calc-output.js";
import { smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { creditedSeniority, pagePenalty, seniorityOnJoin, seniorityOnKick, seniorityOnMerge } from "../changes.js";

const pointsField = (what: string) => wholeNumber({ bits: 64 }).describe(`${what}, points`);

export const changeRules: readonly AnyRule[] = [
  defineRule({
    id: "seniority.onJoin",
    about: "seniority after a join",
    input: z.strictObject({
      existing: wholeNumber({ bits: 64 }).nullable().describe("present seniority, points; null = new prover"),
      aggregated: pointsField("what the merge targets bring, 0 without"),
    }),
    output: "points",
    formula: "max(existing, aggregated)",
    source: "node",
    example: { in: { existing: 9000, aggregated: 5000 }, out: 9000 },
    evaluate: ({ existing, aggregated }) => exactCount(seniorityOnJoin(existing, aggregated)),
  }),
  defineRule({
    id: "seniority.onMerge",
    about: "seniority after merging older peers",
    input: z.strictObject({
      existing: pointsField("present seniority"),
      merge: pointsField("aggregate of the targets"),
      targetAlreadySpent: z.boolean().default(false).describe("whether a target was used by another prover"),
      requestFrame: smallWhole().optional().describe("frame of the request; age counts only with both frames"),
      currentFrame: smallWhole().optional().describe("frame of its application"),
    }),
    output: "points; refused when older than 10 frames, spent before, or no gain",
    formula: "existing + merge, at most 2^64 − 1; needs merge > existing",
    source: "node go:…/global_prover_seniority_merge.go",
    example: { in: { existing: 1000, merge: 5000 }, out: 6000 },
    evaluate: ({ requestFrame, currentFrame, ...request }) => {
      const ageFrames = requestFrame === undefined || currentFrame === undefined ? 0 : currentFrame - requestFrame;
      return exactCount(seniorityOnMerge({ ...request, ageFrames }));
    },
  }),
  defineRule({
    id: "seniority.onKick",
    about: "what a kick leaves of seniority",
    input: z.strictObject({
      seniority: pointsField("seniority before"),
      impl: z.enum(["rust", "go"]).optional().describe("implementation; the rule set's variant when missing"),
      missed: wholeNumber({ bits: 32 }).default(1n).describe("intervals missed in a row, for the pages' penalty"),
    }),
    output: "{seniority in points, canRejoin}",
    formula: "Rust 0, Go unchanged, neither may return; 2.0 −10, pages −10·missed²",
    source: "node; page",
    example: { in: { seniority: 500, impl: "go" }, out: { seniority: 500, canRejoin: false } },
    evaluate: ({ seniority, impl, missed }, { kickSeniority }) => {
      const variant = impl === undefined ? kickSeniority : impl === "rust" ? "zeroed" : "kept";
      const after = seniorityOnKick(seniority, variant, missed);
      return { seniority: exactCount(after.seniority), canRejoin: after.canRejoin };
    },
  }),
  defineRule({
    id: "seniority.credit",
    about: "seniority after frames for which a prover was credited",
    input: z.strictObject({
      seniority: pointsField("seniority before"),
      lastFrame: wholeNumber({ bits: 64 }).describe("last frame that was credited; 0 = none"),
      frames: z.array(wholeNumber({ bits: 64 })).describe("frames credited, in the order of crediting"),
    }),
    output: "{seniority in points, a decimal string, lastFrame}",
    formula: "for each frame above lastFrame: lastFrame = frame, seniority + 10, at most 2^64 − 1",
    source: "node N:quil-execution/src/global_intrinsic/prover_shard_update.rs; page",
    example: {
      in: { seniority: 100, lastFrame: 7, frames: [8, 8, 9] },
      out: { seniority: "120", lastFrame: 9 },
      ruleSet: "v2.1-simplex",
    },
    evaluate: ({ frames, ...before }) => {
      const { seniority, lastFrame } = creditedSeniority(before, frames);
      return { seniority: seniority.toString(), lastFrame: exactCount(lastFrame) };
    },
  }),
  defineRule({
    id: "seniority.page.penalty",
    about: "the pages' penalty for missed intervals",
    input: z.strictObject({ missed: wholeNumber({ bits: 64 }).describe("intervals missed in a row") }),
    output: "multiple of the penalty for one miss",
    formula: "missed²",
    source: "page",
    example: { in: { missed: 4 }, out: 16, ruleSet: "article" },
    evaluate: ({ missed }) => exactCount(pagePenalty(missed)),
  }),
];
