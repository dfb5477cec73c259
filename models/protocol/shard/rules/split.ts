import { z } from "zod";
import { distinct } from "../../ground/calc-distinct.js";
import { hex, smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import type { RingCandidate } from "../../ring/assign.js";
import { type AnyRule, RuleError, defineRule } from "../../ground/rule.js";
import {
  type SplitFactor,
  assignChild,
  childFilters,
  isCooledDown,
  isValidSplit,
  splitFactor,
  splitShard,
  splitTrigger,
} from "../split.js";

const factorField = smallWhole()
  .refine((factor): factor is SplitFactor => factor === 2 || factor === 4 || factor === 8, "expected 2, 4 or 8")
  .describe("number of children: 2, 4 or 8");
const activeField = smallWhole().describe("active provers of the shard, head count");

const knownProver = z.strictObject({
  address: hex({ minBytes: 1 }).describe("address, hex"),
  joinFrame: smallWhole().describe("frame of the join"),
  joinConfirmFrame: smallWhole().optional().describe("frame of its confirmation, used where joinFrame is 0"),
  seniority: wholeNumber({ bits: 64 }).describe("points"),
});
type GivenProver = string | z.output<typeof knownProver>;

/** Members given by address alone are alike in all else, and the caller has to say so. */
function asCandidate(prover: GivenProver, alike: boolean): RingCandidate {
  if (typeof prover !== "string") return prover;
  if (alike) return { address: prover, joinFrame: 0, seniority: 0 };
  throw new RuleError("provers: rings need every member's joinFrame and seniority, or sameJoinFrameAndSeniority");
}

export const splitRules: readonly AnyRule[] = [
  defineRule({
    id: "shard.splitTrigger",
    about: "whether a shard is due to split, and into how many",
    input: z.strictObject({
      active: activeField,
      size: wholeNumber().default(0n).describe("size of the shard, bytes; counts where splitOnBytes is on"),
    }),
    output: "0 or the number of children",
    formula: "active > 32 (or, splitOnBytes: size > 64 GiB) → splitFactor(active), else 0",
    source: "node; by size: seed, limit an assumption",
    example: { in: { active: 33 }, out: 2 },
    evaluate: ({ active, size }, switches) => splitTrigger(active, switches, size),
  }),
  defineRule({
    id: "shard.splitFactor",
    about: "number of children of a splitting shard",
    input: z.strictObject({ active: activeField }),
    output: "2, 4 or 8",
    formula: "active ≤ 48: 2; ≤ 64: 4; else 8; splitArity two: always 2",
    source: "node",
    example: { in: { active: 49 }, out: 4, ruleSet: "v2.1-epoch" },
    evaluate: ({ active }, switches) => splitFactor(active, switches),
  }),
  defineRule({
    id: "shard.children",
    about: "filters of the children of a shard",
    input: z.strictObject({ filter: hex().describe("filter of the shard, hex"), factor: factorField }),
    output: "list of filters, hex, ascending",
    formula: "suffix 00, 80 · 00, 40, 80, c0 · 0000, 2000 … e000",
    source: "node",
    example: { in: { filter: "ab", factor: 4 }, out: ["ab00", "ab40", "ab80", "abc0"] },
    evaluate: ({ filter, factor }) => childFilters(filter, factor),
  }),
  defineRule({
    id: "shard.assignChild",
    about: "child that a member moves to when its shard splits",
    input: z.strictObject({
      firstByte: smallWhole({ max: 255 }).describe("first byte of the member's address"),
      children: smallWhole({ min: 1, max: 256 }).describe("number of children"),
    }),
    output: "index of the child, from 0",
    formula: "min((firstByte·children) >> 8, children−1)",
    source: "node rs",
    example: { in: { firstByte: 130, children: 2 }, out: 1 },
    evaluate: ({ firstByte, children }) => assignChild(firstByte, children),
  }),
  defineRule({
    id: "shard.split",
    about: "members and rings of the children of a shard",
    input: z.strictObject({
      filter: hex().describe("filter of the shard, hex"),
      factor: factorField,
      provers: z
        .array(z.union([hex({ minBytes: 1 }), knownProver]))
        .superRefine(distinct((prover: GivenProver) => (typeof prover === "string" ? prover : prover.address)))
        .describe("active members: addresses, or {address, joinFrame, seniority}"),
      sameJoinFrameAndSeniority: z.boolean().default(false).describe("bare addresses are alike in all else"),
    }),
    output: "{members: {child: addresses in input order}, ringAfter: {child: {address: ring from 0}}}",
    formula:
      "assignChild per member (bySeniority: fewest members first; dealt: dealMembers), then ring.assign per child",
    source: "node rs; unchanged: node go; by seniority: seed",
    example: {
      in: { filter: "ab", factor: 2, provers: ["c0", "10"], sameJoinFrameAndSeniority: true },
      out: { members: { ab00: ["10"], ab80: ["c0"] }, ringAfter: { ab00: { "10": 0 }, ab80: { c0: 0 } } },
    },
    evaluate: ({ filter, factor, provers, sameJoinFrameAndSeniority }, switches) => {
      const candidates = provers.map((prover) => asCandidate(prover, sameJoinFrameAndSeniority));
      const children = splitShard({ filter, factor, provers: candidates }, switches);
      const ringsOf = ({ rings }: (typeof children)[number]) =>
        Object.fromEntries(rings.rankOrder.map((address, rank) => [address, rings.rings[rank]]));
      return {
        members: Object.fromEntries(children.map((child) => [child.filter, child.provers.map((m) => m.address)])),
        ringAfter: Object.fromEntries(children.map((child) => [child.filter, ringsOf(child)])),
      };
    },
  }),
  defineRule({
    id: "shard.cooldown",
    about: "whether a new split or merge of a shard may be proposed",
    input: z.strictObject({
      last: smallWhole().nullable().describe("frame of the last proposal; null = never"),
      frame: smallWhole().describe("frame of the new one"),
      cooldown: smallWhole().optional().describe("frames between the two; the rule set's when missing"),
    }),
    output: "true or false",
    formula: "frame ≥ last + cooldown; cooldown 30 (Rust) or 360 (Go)",
    source: "node",
    example: { in: { last: 100, frame: 130 }, out: true },
    evaluate: ({ last, frame, cooldown }, { splitCooldownFrames }) =>
      isCooledDown(last, frame, cooldown ?? splitCooldownFrames),
  }),
  defineRule({
    id: "shard.leaderGate",
    about: "whether a node proposes the split of a shard",
    input: z.strictObject({
      self: hex().describe("address of the node, hex"),
      producer: hex().describe("address of the triggering frame's producer, hex"),
      active: activeField,
    }),
    output: "'split' or 'none'",
    formula: "'split' if self = producer and active > 32",
    source: "node",
    example: { in: { self: "11", producer: "11", active: 33 }, out: "split" },
    evaluate: ({ self, producer, active }, switches) =>
      self === producer && active > switches.maximumProvers ? "split" : "none",
  }),
  defineRule({
    id: "shard.verifySplit",
    about: "whether a proposed split is well formed",
    input: z.strictObject({
      shardLen: smallWhole().describe("length of the parent's filter, bytes"),
      children: smallWhole().describe("number of children"),
      childExtra: smallWhole().describe("bytes that a child's filter has more than the parent's"),
      prefixOk: z.boolean().describe("whether every child's filter begins with the parent's"),
    }),
    output: "'ok' or 'error'",
    formula: "32 ≤ shardLen ≤ 63, 2 ≤ children ≤ 8, childExtra 1 or 2, prefixOk",
    source: "node",
    example: { in: { shardLen: 64, children: 2, childExtra: 1, prefixOk: true }, out: "error" },
    evaluate: ({ shardLen, children, childExtra, prefixOk }) =>
      isValidSplit({ parentBytes: shardLen, children, childExtraBytes: childExtra, prefixed: prefixOk })
        ? "ok"
        : "error",
  }),
];
