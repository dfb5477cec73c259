import { z } from "zod";
import { exactCount } from "../../ground/calc-output.js";
import { smallWhole } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { dawnCeremonyDoubling, dawnCeremonyLogarithmic } from "../dawn-ceremony.js";
import { duskDifficulty } from "../dusk-difficulty.js";
import { duskReward } from "../dusk-reward.js";
import { genesisClaims } from "../genesis-claims.js";
import { v20Basis } from "../v20-basis.js";
import { v20Share } from "../v20-share.js";
import { v201Share } from "../v201-share.js";
import { count, frameNumber, ring } from "./fields.js";

/** Rules of protocol.md 3.5 and 3.6: the eras before 2.1. */
export const historyRules: readonly AnyRule[] = [
  defineRule({
    id: "emission.v20.basis",
    about: "units that a ring shared in a frame of 2.0.3 to 2.0.6",
    input: z.strictObject({ frame: frameNumber(), ring: ring() }),
    output: "units, a decimal string",
    formula: "trunc(8e9 · (1/√(G/1048576)) / 2^ring), G = ⌊(737280 + frame) / 184320⌋ GB, in doubles",
    source: "node 20:execution/intrinsics/token/application/token_handle_mint.go",
    example: { in: { frame: 46_501, ring: 0 }, out: "4096000000000", ruleSet: "v2.0.6" },
    evaluate: (input) => v20Basis(input.frame, input.ring).toString(),
  }),
  defineRule({
    id: "emission.v20.share",
    about: "units that a prover earned in a frame of 2.0.3 to 2.0.6, split by cores",
    input: z.strictObject({
      frame: frameNumber(),
      ring: ring(),
      ringTotalCores: count("cores with valid proofs in the ring this frame; 0 counts as 1"),
      proverCores: count("cores of the prover"),
    }),
    output: "units, a decimal string; 0 up to frame 46500",
    formula: "⌊basis / m⌋ · cores",
    source: "node 20:execution/intrinsics/token/application/token_handle_mint.go",
    example: {
      in: { frame: 50_000, ring: 0, ringTotalCores: 0, proverCores: 31 },
      out: "126976000000000",
      ruleSet: "v2.0.6",
    },
    evaluate: (input) => v20Share(input).toString(),
  }),
  defineRule({
    id: "emission.v201.share",
    about: "units of the formula of 2.0.0 to 2.0.2, which never came into force",
    input: z.strictObject({ ones: smallWhole({ max: 256 }).describe("set bits of a 256-bit mask"), ring: ring() }),
    output: "units, a decimal string",
    formula: "⌊1024 / ⌊256 / ones⌋⌋ QUIL / 2^ring",
    source: "node ceremonyclient@v2.0.1",
    example: { in: { ones: 64, ring: 1 }, out: "1024000000000", ruleSet: "v2.0.6" },
    evaluate: (input) => v201Share(input.ones, input.ring).toString(),
  }),
  defineRule({
    id: "emission.dusk.difficulty",
    about: "squarings of a proof increment, 1.4.19 to 1.4.21",
    input: z.strictObject({ increment: smallWhole().describe("number of the increment") }),
    output: "squarings",
    formula: "25000 if i > 800000, else max(25000, 200000 − ⌊i/4⌋)",
    source: "node 14:crypto/wesolowski_frame_prover.go",
    example: { in: { increment: 100_000 }, out: 175_000, ruleSet: "dusk" },
    evaluate: ({ increment }) => duskDifficulty(increment),
  }),
  defineRule({
    id: "emission.dusk.reward",
    about: "units for proof increments, 1.4.19 to 1.4.21",
    input: z.strictObject({ increments: count("proof increments"), cores: count("cores that proved each") }),
    output: "units, a decimal string",
    formula: "increments · cores · 1200000",
    source: "node 20:consensus/data/peer_messaging.go",
    example: { in: { increments: 1, cores: 3 }, out: "3600000", ruleSet: "dusk" },
    evaluate: ({ increments, cores }) => duskReward(increments, cores).toString(),
  }),
  defineRule({
    id: "emission.dawn.ceremony",
    about: "QUIL for each participant of an in-network ceremony round",
    input: z.strictObject({
      participants: smallWhole({ min: 1, max: 10_000 }).describe("participants of the round, head count"),
    }),
    output: "QUIL each; a decimal string beyond 2^53",
    formula: "161 · 2^(p−1); dawnReward logarithmic: 161 · log2(p)",
    source: "node v1.4.17; logarithmic: page (readme)",
    example: { in: { participants: 4 }, out: 1288, ruleSet: "dawn" },
    evaluate: ({ participants }, { dawnReward }) =>
      dawnReward === "doubling"
        ? exactCount(dawnCeremonyDoubling(participants))
        : dawnCeremonyLogarithmic(participants),
  }),
  defineRule({
    id: "emission.genesisClaims",
    about: "units that genesis credits for vouchers of the ceremony",
    input: z.strictObject({ vouchers: count("vouchers of the ceremony") }),
    output: "units, a decimal string",
    formula: "50 QUIL a voucher",
    source: "seed; node (genesis)",
    example: { in: { vouchers: 1 }, out: "400000000000", ruleSet: "dawn" },
    evaluate: ({ vouchers }) => genesisClaims(vouchers).toString(),
  }),
];
