import { z } from "zod";
import { smallWhole } from "../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../ground/rule.js";
import { canMix, dealersOf, depthDefault, linkChance, mixDelayUs } from "./mixing.js";

const batchField = smallWhole({ min: 1 }).describe("messages in the batch");

export const mixnetRules: readonly AnyRule[] = [
  defineRule({
    id: "mixnet.dealers",
    about: "dealers of a mixnet, and whether its players suffice",
    input: z.strictObject({
      players: smallWhole({ max: 2 ** 32 }).describe("active provers of the shard, head count"),
      dealers: smallWhole({ max: 2 ** 26 })
        .optional()
        .describe("dealers wanted; ⌊√players⌋ when missing"),
    }),
    output: "{dealers head count, canMix}",
    formula: "dealers = ⌊√players⌋; players ≥ dealers²",
    source: "node go:../rpm, rs:rpm",
    example: { in: { players: 9 }, out: { dealers: 3, canMix: true } },
    evaluate: ({ players, dealers = dealersOf(players) }) => ({ dealers, canMix: canMix(players, dealers) }),
  }),
  defineRule({
    id: "mixnet.delay",
    about: "time that mixing a batch takes",
    input: z.strictObject({
      depth: smallWhole({ max: 1000 }).default(depthDefault).describe("layers of mixing"),
      hopUs: smallWhole({ max: 10_000_000_000 }).describe("median latency of a hop, microseconds"),
      batch: smallWhole({ min: 1, max: 1_000_000_000 }).describe("messages in the batch"),
    }),
    output: "microseconds",
    formula: "depth · hop + 1 µs · batch · depth",
    source: "assumption",
    example: { in: { depth: 15, hopUs: 60_000, batch: 100 }, out: 901_500 },
    evaluate: (input) => mixDelayUs(input),
  }),
  defineRule({
    id: "mixnet.linkChance",
    about: "chance that an observer links a message to its sender",
    input: z.strictObject({
      batch: batchField,
      dealers: smallWhole({ min: 1 }).describe("dealers of a layer, head count"),
      corrupt: smallWhole().describe("dealers of that layer that collude, head count"),
    }),
    output: "chance, 0 to 1",
    formula: "1/batch; 1 if corrupt ≥ dealers",
    source: "assumption; secret sharing: node rpm",
    example: { in: { batch: 100, dealers: 3, corrupt: 2 }, out: 0.01 },
    evaluate: (input) => linkChance(input),
  }),
];
