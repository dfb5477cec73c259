import { counted } from "../../../sim/units/readable.js";
import { z } from "zod";
import { smallWhole } from "../ground/calc-schema.js";
import { type AnyRule, defineRule, RuleError } from "../ground/rule.js";
import { expectedCandidates } from "./intersection.js";
import { canMix, dealersOf, depthDefault, linkChance, mixDelayUs } from "./mixing.js";
import { elementBytesDefault, roundTraffic } from "./round-traffic.js";

const squareField = smallWhole({ min: 1, max: 1_000_000_000 }).describe("places in the batch; a square number");

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
      batch: smallWhole({ min: 1, max: 1_000_000_000 }).describe("places in the batch; without masks a square number"),
      messages: smallWhole({ min: 1 }).optional().describe("messages in it; a full batch when missing"),
      dealers: smallWhole({ min: 1 }).describe("dealers of a layer, head count"),
      corrupt: smallWhole().describe("dealers of that layer that collude, head count"),
      masks: z.boolean().default(true).describe("whether the layers behind the first are masked"),
    }),
    output: "chance, 0 to 1",
    formula:
      "1/messages; without masks ⌈messages/√batch⌉/messages, which is 1/√batch when full; 1 if corrupt ≥ dealers",
    source: "assumption; secret sharing and masks: node rpm",
    example: { in: { batch: 100, dealers: 3, corrupt: 2 }, out: 0.01 },
    evaluate: (input) => {
      if (input.messages !== undefined && input.messages > input.batch)
        throw new RuleError(`${counted(input.messages, "message")} in a batch of ${input.batch}`);
      return linkChance(input);
    },
  }),
  defineRule({
    id: "mixnet.traffic",
    about: "messages and bytes of a round of the mixnet",
    input: z.strictObject({
      players: smallWhole({ min: 1, max: 10_000 }).describe("players, head count"),
      dealers: smallWhole({ min: 1, max: 10_000 }).optional().describe("dealers, head count; ⌊√players⌋ when missing"),
      batch: squareField,
      depth: smallWhole({ min: 1, max: 1000 }).default(depthDefault).describe("layers of mixing"),
      masks: z.boolean().default(true).describe("whether each dealer deals a mask vector a layer"),
      elementBytes: smallWhole({ max: 65_536 })
        .default(elementBytesDefault)
        .describe("bytes of a message, and of a share"),
    }),
    output:
      "{vectors, vectorBytes, sentVectors, sentVectorBytes, sentDeals, sentDealBytes}: counts and bytes; `sent` without what a player keeps",
    formula:
      "vectors = depth · players²; of batch · 32 bytes; deals = depth · dealers · (players − 1), of (batch^1.5 + batch) · 32 bytes",
    source: "node go:../rpm, rs:rpm; size of deals: assumption",
    example: {
      in: { players: 9, batch: 100 },
      out: {
        vectors: 1215,
        vectorBytes: 3_888_000,
        sentVectors: 1080,
        sentVectorBytes: 3_456_000,
        sentDeals: 360,
        sentDealBytes: 12_672_000,
      },
    },
    evaluate: ({ dealers, ...size }) => ({ ...roundTraffic({ ...size, dealers: dealers ?? dealersOf(size.players) }) }),
  }),
  defineRule({
    id: "mixnet.intersection",
    about: "recipients whom an observer of many batches still takes for a sender's partner",
    input: z.strictObject({
      recipients: smallWhole({ min: 1, max: 1_000_000_000 }).describe("everybody who may be written to, head count"),
      batches: z
        .array(smallWhole({ max: 1_000_000_000 }))
        .max(10_000)
        .describe("messages by others in each batch in which the sender took part"),
    }),
    output: "head count, expected; 1: the observer knows",
    formula: "1 + (recipients − 1) · Π (1 − (1 − 1/recipients)^messages)",
    source: "assumption",
    example: { in: { recipients: 1001, batches: [0] }, out: 1 },
    evaluate: ({ recipients, batches }) => expectedCandidates(recipients, batches),
  }),
];
