import { z } from "zod";
import { distinct } from "../../ground/calc-distinct.js";
import { hex, smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { globalIndices } from "../global-indices.js";
import { mergePairs } from "../merge.js";

const inventoryItem = z.strictObject({
  filter: hex().describe("filter of the shard, hex"),
  size: wholeNumber().describe("size of its data, bytes"),
  active: smallWhole().describe("active provers, head count"),
  storage: wholeNumber().optional().describe("bytes its provers declare for it; asked for by the rule 'storage'"),
});

const childLow = "11".repeat(32) + "00";
const childHigh = "11".repeat(32) + "80";

export const addressingRules: readonly AnyRule[] = [
  defineRule({
    id: "shard.merge",
    about: "pairs of thin shards that are due to merge",
    input: z.strictObject({
      inventory: z
        .array(inventoryItem)
        .superRefine(distinct(({ filter }) => filter, ["filter"]))
        .describe("all shards that exist"),
    }),
    output: "list of {children: [filter …00, filter …80], parent}, in inventory order",
    formula: "siblings 00 and 80 only: both < 6 active, together ≤ 32, size ≤ 16 GiB",
    source: "node rs:quil-engine/src/coverage.rs; storage: go:consensus/global/coverage_monitor.go",
    example: {
      in: {
        inventory: [
          { filter: childLow, size: 1000, active: 5 },
          { filter: childHigh, size: 1000, active: 2 },
        ],
      },
      out: [{ children: [childLow, childHigh], parent: "11".repeat(32) }],
      ruleSet: "v2.1-epoch",
    },
    evaluate: ({ inventory }, switches) =>
      mergePairs(
        inventory.map(({ filter, size, active, storage }) => ({
          filter,
          sizeBytes: size,
          active,
          storageBytes: storage,
        })),
        switches,
      ).map((merge) => ({ ...merge })),
  }),
  defineRule({
    id: "shard.globalIndices",
    about: "the global trees that hold an application's commitment",
    input: z.strictObject({
      address: hex({ minBytes: 32, maxBytes: 32 }).describe("address of the application, 32 bytes, hex"),
    }),
    output: "three tree numbers of 256, ascending",
    formula: "first 3 distinct bytes of SHAKE-256(address), sorted; (0,0,0) above 3f… or for zero",
    source: "node rs:quil-hypergraph/src/addressing.rs",
    example: { in: { address: "40" + "00".repeat(31) }, out: [0, 0, 0] },
    evaluate: ({ address }) => [...globalIndices(address)],
  }),
];
