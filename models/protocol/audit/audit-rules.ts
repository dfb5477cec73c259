import { z } from "zod";
import { wholeNumber } from "../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../ground/rule.js";
import { isAudited } from "./selected.js";

export const auditRules: readonly AnyRule[] = [
  defineRule({
    id: "audit.selected",
    about: "whether an opening of a stored replica is audited",
    input: z.strictObject({
      h: wholeNumber({ bits: 64 }).describe("first 8 bytes of the opening's hash, as a number"),
      sample: wholeNumber({ bits: 64 }).describe("openings to audit on average: 1024; 0 = none"),
      total: wholeNumber({ bits: 64 }).describe("openings carried by the shard's header"),
    }),
    output: "true or false",
    formula: "h·total < sample·2^64",
    source: "node rs:quil-types constants, rs:…/intrinsic.rs",
    example: { in: { h: "9223372036854775808", sample: 1024, total: 2048 }, out: false },
    evaluate: (input) => isAudited(input),
  }),
];
