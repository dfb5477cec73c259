import { z } from "zod";
import { distinct } from "../../ground/calc-distinct.js";
import { exactCount } from "../../ground/calc-output.js";
import { hex, smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { dealMembers } from "../deal-members.js";
import type { KeyBits } from "../key-range.js";
import { siblingMerges } from "../sibling-merge.js";
import { sizeOfPath, sizesOfPrefixes } from "../sizes-from-keys.js";
import { keyBitsOf, splitPath } from "../split-path.js";

const application = "aa".repeat(32);
const filterField = (what: string) => hex().describe(`${what}, hex`);
const keyBits = smallWhole()
  .refine((bits): bits is KeyBits => bits === 254 || bits === 256, "expected 254 or 256")
  .describe("bits that a key is read with: 254 (to July 2026) or 256");

const inventoryItem = z.strictObject({
  filter: filterField("filter of the shard"),
  size: wholeNumber().describe("size of its data, bytes"),
  active: smallWhole().describe("its committee, head count"),
});

const prefixes = z.strictObject({
  worldBytes: wholeNumber().describe("size of the world, metadata included, bytes"),
  keyBits,
  prefixBits: smallWhole({ max: 256 }).describe("bits of the prefix at which keys are cut"),
  metadataBytes: wholeNumber().default(0n).describe("bytes of metadata, a shard of their own"),
});
const paths = z.strictObject({
  worldBytes: wholeNumber().describe("size of the data alone, bytes"),
  keyBits,
  paths: z
    .array(z.string().regex(/^[01]*$/, "expected bits as text of 0 and 1"))
    .max(100_000)
    .describe("bit paths of shards, '' = everything"),
});

/** Rules of shards that are cut by the bits of their keys. */
export const bitPathRules: readonly AnyRule[] = [
  defineRule({
    id: "shard.splitPath",
    about: "where a shard splits by the bits of its keys",
    input: z.strictObject({
      filter: filterField("filter of the shard, an application with a bit path"),
      keys: z
        .array(hex({ minBytes: 32, maxBytes: 32 }))
        .optional()
        .describe("keys of its leaves, hex; others do not count; missing = every key below p"),
    }),
    output: "{children: [filter of 0, filter of 1] or null, spine: filters of the empty sides, shallowest first}",
    formula: "the first of 16 bits in which the keys under the path differ; under 2 leaves, or none: no split",
    source: "node N:quil-engine/src/coverage.rs, N:quil-forest",
    example: {
      in: { filter: application },
      out: {
        children: [`${application}000300`, `${application}000320`],
        spine: [`${application}000180`, `${application}000240`],
      },
      ruleSet: "v2.1-simplex",
    },
    evaluate: ({ filter, keys }, switches) => ({ ...splitPath(filter, keys ?? null, keyBitsOf(switches)) }),
  }),
  defineRule({
    id: "shard.dealMembers",
    about: "members of the children of a shard, dealt in turn",
    input: z.strictObject({
      children: z
        .array(filterField("filter of a child"))
        .min(1)
        .superRefine(distinct((child: string) => child))
        .describe("filters of the children, in the order in which they are dealt to"),
      members: z
        .array(hex({ minBytes: 1 }))
        .superRefine(distinct((member: string) => member))
        .describe("addresses of the parent's committee, hex, any order"),
    }),
    output: "{members: {child: addresses in the order of dealing}}",
    formula: "by address ascending, number i to child i mod k",
    source: "node N:quil-execution/src/global_intrinsic/intrinsic.rs",
    example: {
      in: { children: ["ab00", "ab80"], members: ["c0", "10", "20"] },
      out: { members: { ab00: ["10", "c0"], ab80: ["20"] } },
      ruleSet: "v2.1-simplex",
    },
    evaluate: ({ children, members }) => {
      const dealt = dealMembers(members, children.length);
      return { members: Object.fromEntries(children.map((child, k) => [child, dealt[k]])) };
    },
  }),
  defineRule({
    id: "shard.siblingMerge",
    about: "siblings by bit path that are due to merge",
    input: z.strictObject({
      inventory: z
        .array(inventoryItem)
        .superRefine(distinct(({ filter }) => filter, ["filter"]))
        .describe("all shards of the grid"),
      pending: z.array(filterField("filter of a parent")).default([]).describe("parents on which a change is pending"),
      last: z.record(hex(), smallWhole()).default({}).describe("frame of the latest proposal by parent"),
      frame: smallWhole().optional().describe("frame at which it is asked; without it no cooldown is looked at"),
    }),
    output: "list of {children: [filter of 0, filter of 1], parent}, in inventory order of the first met",
    formula: "both < 6, together ≤ 32, size ≤ 16 GiB and not 0, nothing pending on the parent, frame ≥ last + 30",
    source: "node N:quil-engine/src/coverage.rs",
    example: {
      in: {
        inventory: [
          { filter: `${application}000100`, size: 1000, active: 5 },
          { filter: `${application}000180`, size: 0, active: 0 },
        ],
      },
      out: [{ children: [`${application}000100`, `${application}000180`], parent: application }],
      ruleSet: "v2.1-simplex",
    },
    evaluate: ({ inventory, pending, last, frame }, switches) => {
      const shards = inventory.map(({ filter, size, active }) => ({ filter, sizeBytes: size, active }));
      const lastOf = new Map(Object.entries(last));
      const history = {
        pending: new Set(pending),
        lastOf: (parent: string) => lastOf.get(parent),
        frame: frame ?? null,
      };
      return siblingMerges(shards, switches, history).map((merge) => ({ ...merge }));
    },
  }),
  defineRule({
    id: "shard.sizesFromKeys",
    about: "sizes of shards that a world of uniform keys is cut into",
    input: z.union([prefixes, paths], {
      error: "expected {worldBytes, keyBits, prefixBits, metadataBytes?} or {worldBytes, keyBits, paths}",
    }),
    output: "{shards, dataShards, fullBytes, lastBytes}, or {sizes}: bytes as decimal strings",
    formula:
      "w = 2^(keyBits−b): ⌈p/w⌉ shards of ⌊data·w/p⌋ bytes, the last has the rest; a path ⌊data·|range ∩ [0, p)|/p⌋",
    source: "node arithmetic matched to page data",
    example: {
      in: { worldBytes: "80920000000", keyBits: 256, prefixBits: 6, metadataBytes: 12_000 },
      out: { shards: 14, dataShards: 13, fullBytes: "6688732484", lastBytes: "655198192" },
      ruleSet: "v2.1-simplex",
    },
    evaluate: (form) => {
      if ("paths" in form)
        return { sizes: form.paths.map((path) => sizeOfPath(form.worldBytes, path, form.keyBits).toString()) };
      const { shards, dataShards, fullBytes, lastBytes } = sizesOfPrefixes(form, form);
      return {
        shards: exactCount(shards),
        dataShards: exactCount(dataShards),
        fullBytes: fullBytes.toString(),
        lastBytes: lastBytes.toString(),
      };
    },
  }),
];
