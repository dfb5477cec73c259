import { z } from "zod";
import { namesPreviousFrame } from "../../consensus/lockstep.js";
import { smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, type Json, RuleError, defineRule } from "../../ground/rule.js";
import type { RuleSwitches } from "../../ground/rule-sets.js";
import { distribute } from "../distribute.js";
import { frameNumber } from "./fields.js";

const amount = (what: string) => wholeNumber({ bits: 192 }).describe(what);

const paying = z.strictObject({
  ringOutput: z
    .record(z.string().regex(/^(0|[1-9]\d{0,2})$/, "expected a ring number as key"), amount("units of the whole ring"))
    .optional()
    .describe("units of each whole ring, by ring number; a ring that is not named has 0"),
  active: smallWhole({ max: 1_000_000 }).describe("active provers of the shard, head count"),
  participants: z.array(smallWhole()).max(1_000_000).describe("ranks of the participants among the active, from 0"),
  delegate: z.string().optional().describe("delegate address of the prover; gets nothing"),
});
const header = z.strictObject({
  headerFrame: frameNumber().describe("frame number that the shard's header names"),
  currentFrame: frameNumber().describe("frame that includes the header"),
});
const credit = z.strictObject({
  priorBalance: amount("balance of the reward record before, units"),
  credit: amount("units credited"),
});

/** The three forms are told apart by their fields. */
const input = z.union([paying, header, credit], {
  error: "expected {ringOutput, active, participants}, {headerFrame, currentFrame} or {priorBalance, credit}",
});

function pay({ ringOutput = {}, active, participants }: z.infer<typeof paying>, switches: RuleSwitches): Json {
  const outputOf = (ring: number): bigint => ringOutput[String(ring)] ?? 0n;
  const { shares, minted } = distribute(active, participants, outputOf, switches);
  return {
    perParticipant: Object.fromEntries(participants.map((rank, k) => [String(rank), shares[k].toString()])),
    minted: minted.toString(),
    delegateCredit: "0",
    lastActiveUpdated: true,
    rewardRecordWritten: shares.some((share) => share > 0n),
  };
}

/** The paying part of `emission.frame`: which headers count, who gets what, where it goes. */
export const distributeRules: readonly AnyRule[] = [
  defineRule({
    id: "emission.distribute",
    about: "what one included shard frame pays to its participants",
    input,
    output:
      "{perParticipant {rank: units}, minted, delegateCredit, lastActiveUpdated, rewardRecordWritten}; or 'valid'; or {balance}",
    formula: "share = ⌊output of the ring / 8⌋ for every participant; void unless participants · 3 ≥ active · 2",
    source: "node go:…/global_prover_shard_update.go, rs:…/prover_shard_update.rs",
    example: {
      in: { ringOutput: { "0": "8000" }, active: 1, participants: [0] },
      out: {
        perParticipant: { "0": "1000" },
        minted: "1000",
        delegateCredit: "0",
        lastActiveUpdated: true,
        rewardRecordWritten: true,
      },
    },
    evaluate: (form, switches) => {
      if ("active" in form) return pay(form, switches);
      if ("credit" in form) return { balance: (form.priorBalance + form.credit).toString() };
      if (namesPreviousFrame(form.headerFrame, form.currentFrame)) return "valid";
      throw new RuleError(`headerFrame: ${form.headerFrame} is not the frame before ${form.currentFrame}`);
    },
  }),
];
