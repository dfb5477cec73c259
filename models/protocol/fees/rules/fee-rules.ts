import { z } from "zod";
import { unitsPerQuil } from "../../ground/token.js";
import { exactCount } from "../../ground/calc-output.js";
import { smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, RuleError, defineRule } from "../../ground/rule.js";
import { basisUnder } from "../../emission/basis.js";
import { baselineFee } from "../baseline.js";
import {
  type FixedOperation,
  type SizedOperation,
  fixedCostBytes,
  overheadBytes,
  preparedVertexCost,
  sizedCost,
  vertexAddCost,
} from "../cost.js";
import { multiplierCap } from "../multiplier-cap.js";
import { requiredFee } from "../required.js";
import { feeVote } from "../vote.js";

const u64 = (what: string) => wholeNumber({ bits: 64 }).describe(what);
const difficulty = () => u64("difficulty of the frame, squarings");
/** Sizes and fees are of any size (protocol.md section 0); only counters such as difficulty end at 64 bits. */
const amount = (what: string) => wholeNumber().describe(what);
const worldBytes = () => amount("size of the whole world state, bytes");

const fixedNames = Object.keys(fixedCostBytes) as [FixedOperation, ...FixedOperation[]];
const sizedNames = Object.keys(overheadBytes) as [SizedOperation, ...SizedOperation[]];

const costInput = z.strictObject({
  rawBytes: smallWhole({ max: 2 ** 50 })
    .optional()
    .describe("data of a vertex to add, bytes"),
  preparedChunks: smallWhole({ max: 2 ** 45 })
    .optional()
    .describe("chunks of a vertex encrypted beforehand"),
  op: z
    .enum([...fixedNames, ...sizedNames])
    .optional()
    .describe("any other operation"),
  bytes: smallWhole({ max: 2 ** 50 })
    .optional()
    .describe(`data of ${sizedNames.join(", ")}, bytes`),
});

function costOf({ rawBytes, preparedChunks, op, bytes }: z.infer<typeof costInput>): number {
  if ([rawBytes, preparedChunks, op].filter((field) => field !== undefined).length !== 1)
    throw new RuleError("rawBytes, preparedChunks or op: give one of them");
  const isSized = op !== undefined && op in overheadBytes;
  if (isSized !== (bytes !== undefined))
    throw new RuleError(`bytes: needed with ${sizedNames.join(", ")} and only there`);
  if (rawBytes !== undefined) return vertexAddCost(rawBytes);
  if (preparedChunks !== undefined) return preparedVertexCost(preparedChunks);
  return isSized ? sizedCost(op as SizedOperation, bytes!) : fixedCostBytes[op as FixedOperation];
}

/** Rules of protocol.md section 10 but for the window. */
export const singleFeeRules: readonly AnyRule[] = [
  defineRule({
    id: "fees.vote",
    about: "multiplier that a frame's maker votes for",
    input: z.strictObject({
      base: amount("current multiplier of the shard"),
      nowMs: smallWhole().describe("time of this frame, ms"),
      prevMs: smallWhole().describe("time of the previous frame, ms"),
      rewardGreedy: z.boolean().describe("whether the maker is reward greedy; others leave the multiplier"),
    }),
    output: "multiplier, a decimal string beyond 2^53",
    formula: "p = min(10, ⌊|d − 10000|·100/10000⌋); d < 10000: m − ⌊m·p/100⌋, at least 1; d > 10000: m + ⌊m·p/100⌋",
    source: "node rs:quil-engine/src/fees.rs",
    example: { in: { base: 200, nowMs: 15_000, prevMs: 10_000, rewardGreedy: true }, out: 180 },
    evaluate: ({ base, nowMs, prevMs, rewardGreedy }) => exactCount(feeVote(base, nowMs - prevMs, rewardGreedy)),
  }),
  defineRule({
    id: "fees.baseline",
    about: "units that adding bytes to the world costs at least",
    input: z.strictObject({
      difficulty: difficulty(),
      worldBytes: worldBytes(),
      added: amount("bytes added"),
      units: u64("units in one QUIL, 8000000000 on the network"),
    }),
    output: "units, a decimal string",
    formula: "max(⌊(basis(world) − basis(world + added))² / world⌋, added); world 0 → added",
    source: "node go:consensus/reward/baseline_fee.go",
    example: {
      in: { difficulty: "100000", worldBytes: "1073741824", added: "1024", units: "8000000000" },
      out: "14210",
    },
    evaluate: ({ added, ...state }, switches) => baselineFee(state, added, basisUnder(switches)).toString(),
  }),
  defineRule({
    id: "fees.required",
    about: "fee that an operation needs",
    input: z.strictObject({
      difficulty: difficulty(),
      worldBytes: worldBytes(),
      cost: amount("cost of the operation, bytes (fees.cost)"),
      multiplier: amount("multiplier of the shard (fees.window)"),
    }),
    output: "{perByte, requiredAppShard, requiredGlobal}, units, decimal strings",
    formula:
      "perByte = ⌊baseline(cost)/cost⌋; app shard: cost · perByte · multiplier; global: multiplier 1; cost 0 is free",
    source: "node go:consensus/app/app_consensus_engine.go",
    example: {
      in: { difficulty: "100000", worldBytes: "80920000000", cost: "64", multiplier: 100 },
      out: { perByte: "1", requiredAppShard: "6400", requiredGlobal: "64" },
    },
    evaluate: ({ cost, multiplier, ...state }, switches) => {
      const fee = requiredFee({ ...state, units: unitsPerQuil }, cost, multiplier, {
        basisOf: basisUnder(switches),
        feeRule: switches.feeRule,
      });
      return {
        perByte: fee.perByte.toString(),
        requiredAppShard: fee.appShard.toString(),
        requiredGlobal: fee.global.toString(),
      };
    },
  }),
  defineRule({
    id: "fees.cost",
    about: "bytes that an operation is charged for",
    input: costInput,
    output: "bytes",
    formula: "vertex: ⌈bytes/55⌉ · 55, or 55 a prepared chunk; others fixed, or their data (code finalise: + 32)",
    source: "node",
    example: { in: { rawBytes: 111 }, out: 165 },
    evaluate: (input) => costOf(input),
  }),
  defineRule({
    id: "fees.multiplierCap",
    about: "highest multiplier that a ring may charge, by its provers' commitments",
    input: z.strictObject({
      multipliers: z.array(amount("a commitment")).describe("multipliers committed in the ring"),
    }),
    output: "multiplier, a decimal string beyond 2^53",
    formula: "the lowest",
    source: "page; window length: assumption",
    example: { in: { multipliers: [100, 90, 250] }, out: 90, ruleSet: "article" },
    evaluate: ({ multipliers }) => exactCount(multiplierCap(multipliers)),
  }),
];
