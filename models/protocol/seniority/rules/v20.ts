import { z } from "zod";
import { exactCount } from "../../ground/calc-output.js";
import { smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { type V20Standing, afterV20Event, v20AdditionalPoints } from "../v20.js";

const event = z.strictObject({
  t: z.enum(["reward", "join", "penalty"]).describe("what happened"),
  f: smallWhole().describe("frame of it"),
});

export const v20Rules: readonly AnyRule[] = [
  defineRule({
    id: "seniority.v20.additional",
    about: "points at the announcement of 2.0 for rewards earned in Dusk",
    input: z.strictObject({ oldRewardUnits: wholeNumber().describe("Dusk rewards, units") }),
    output: "points",
    formula: "min(⌊units / 58 800 000⌋, 4 000 000)",
    source: "node 20:…/token_execution_engine.go",
    example: { in: { oldRewardUnits: "588000000" }, out: 10, ruleSet: "v2.0.6" },
    evaluate: ({ oldRewardUnits }) => exactCount(v20AdditionalPoints(oldRewardUnits)),
  }),
  defineRule({
    id: "seniority.v20.events",
    about: "seniority of 2.0 after joins, proofs and faults",
    input: z.strictObject({
      start: wholeNumber({ bits: 64 }).nullable().describe("points before; null = unknown"),
      inRingSinceFrame: smallWhole().describe("frame at which it entered its ring"),
      events: z.array(event).describe("what happened, in order"),
    }),
    output: "{seniority in points, leaves: whether a fault removed it from its ring}",
    formula: "join +20, reward +10, fault −10; removed at 0 or with a last frame more than 100 back",
    source: "node 20:…/token_execution_engine.go",
    example: {
      in: { start: 30, inRingSinceFrame: 0, events: [{ t: "penalty", f: 101 }] },
      out: { seniority: 20, leaves: true },
      ruleSet: "v2.0.6",
    },
    evaluate: ({ start, inRingSinceFrame, events }) => {
      const before: V20Standing = { seniority: start, lastFrame: inRingSinceFrame, leaves: false };
      const after = events.reduce((standing, { t, f }) => afterV20Event(standing, { kind: t, frame: f }), before);
      return { seniority: exactCount(after.seniority ?? 0n), leaves: after.leaves };
    },
  }),
];
