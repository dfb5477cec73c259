import { z } from "zod";
import { distinct } from "../../ground/calc-distinct.js";
import { hex, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { distributeFees, globalFees } from "../distribution.js";

const total = wholeNumber().describe("fees of the frame, units");
const address = (what: string) => hex({ minBytes: 1 }).describe(`${what}, hex`);

const ofShard = z.strictObject({
  total,
  participants: z
    .array(hex({ minBytes: 1 }))
    .superRefine(distinct((participant: string) => participant))
    .describe("addresses of the frame's participants, hex"),
  maker: address("address of the frame's maker").optional().describe("address of the frame's maker, hex"),
});
const ofGlobalFrame = z.strictObject({ total, globalProver: address("address of the global frame's prover") });

/** Who is paid the fees of a frame. */
export const distributionRules: readonly AnyRule[] = [
  defineRule({
    id: "fees.distribution",
    about: "who is paid the fees of a frame",
    input: z.union([ofShard, ofGlobalFrame], {
      error: "expected {total, participants, maker} or {total, globalProver}",
    }),
    output: "{shares: {address: units}, remainderTo: address or null}; without fees or participants no shares",
    formula: "⌊total/k⌋ each; the remainder to the maker if it took part, else to the first by address; global: all",
    source: "node N:quil-execution/src/global_intrinsic/prover_shard_update.rs",
    example: {
      in: { total: "10", participants: ["0c", "0a", "0b"], maker: "0b" },
      out: { shares: { "0c": "3", "0a": "3", "0b": "4" }, remainderTo: "0b" },
      ruleSet: "v2.1-simplex",
    },
    evaluate: (form) => {
      const { shares, remainderTo } =
        "globalProver" in form
          ? globalFees(form.total, form.globalProver)
          : distributeFees(form.total, form.participants, form.maker ?? null);
      return { shares: Object.fromEntries(shares.map((one) => [one.address, one.units.toString()])), remainderTo };
    },
  }),
];
