import { z } from "zod";
import { unitsPerQuil } from "../../ground/token.js";
import { exactCount } from "../../ground/calc-output.js";
import { smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { junkPayback } from "../junk-payback.js";
import { defaultFeeMultiplier } from "../window.js";

const u64 = (what: string) => wholeNumber({ bits: 64 }).describe(what);
const amount = (what: string) => wholeNumber().describe(what);

/** Whether junk on one's own shard pays. */
export const junkRules: readonly AnyRule[] = [
  defineRule({
    id: "fees.junkPayback",
    about: "frames in which junk on one's own shard pays for itself",
    input: z.strictObject({
      difficulty: u64("difficulty of the frame, squarings"),
      worldBytes: amount("size of the whole world state before, bytes"),
      stateSize: amount("size of the shard before, bytes"),
      junkBytes: amount("what is stored, bytes, in chunks of 55"),
      leafCount: u64("leaves of the shard's data tree before"),
      leavesAfter: u64("leaves with the junk").optional().describe("leaves with the junk; as many as before when missing"),
      ring: smallWhole({ max: 255 }).describe("ring of the one who stores, from 0"),
      participants: smallWhole({ max: 2 ** 31 }).describe("participants of the frame that carries the fee"),
      multiplier: u64("fee multiplier of the shard").default(defaultFeeMultiplier).describe("fee multiplier of the shard"),
    }),
    output: "{feeUnits, returnedUnits, gainUnits a frame, frames; null: it never pays}",
    formula: "⌈(fee − ⌊fee/k⌋) / gain⌉, nothing returned under burn; gain: the ring's share with the junk less without",
    source: "node N:quil-execution/src/global_intrinsic/prover_shard_update.rs; assumption: storing costs its fee alone",
    example: {
      in: {
        difficulty: 160_000, worldBytes: "154000000000", stateSize: "25000000", junkBytes: "25000000",
        leafCount: 1, ring: 0, participants: 8,
      },
      out: { feeUnits: "2500003000", returnedUnits: "312500375", gainUnits: "6936938", frames: 316 },
      ruleSet: "v2.1-simplex",
    },
    evaluate: ({ stateSize, leavesAfter, ...given }, rules) => {
      const { fee, returned, gain, frames } = junkPayback(
        { ...given, units: unitsPerQuil, stateBytes: stateSize, leavesAfter: leavesAfter ?? given.leafCount },
        rules,
      );
      return {
        feeUnits: fee.toString(),
        returnedUnits: returned.toString(),
        gainUnits: gain.toString(),
        frames: frames === null ? null : exactCount(frames),
      };
    },
  }),
]; // prettier-ignore
