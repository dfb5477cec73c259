import { z } from "zod";
import { signedWhole, smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { branchScore, chooseBranch } from "./choose.js";
import { rho, scale } from "./frame-score.js";
import { signerWeight, unsignedWeight } from "./signer-weight.js";

const amount = (what: string) => wholeNumber().describe(what);
const divisor = (what: string) => wholeNumber({ min: 1n }).describe(what);

/** Longest branch that is compared; the node takes a head more than 360 frames ahead at once. */
const framesMax = 2000;

const frame = z.strictObject({
  distance: amount("distance of the frame's maker"),
  seniority: amount("weight of the frame, from forkchoice.signerWeight"),
  prover: z.string().describe("maker of the frame"),
});

const params = z.strictObject({
  rMax: divisor("distance that counts as infinitely far"),
  wr: amount("numerator of nearness"),
  wp: amount("numerator of signers"),
  wd: divisor("denominator of both"),
  an: wholeNumber({ bits: 64 }).describe("numerator of what a branch keeps per frame"),
  ad: divisor("its denominator"),
  window: smallWhole().describe("newest frames among which distinct makers count"),
  bn: amount("numerator of the greatest bonus"),
  bd: divisor("its denominator"),
  eps: amount("what a branch must be better by"),
});

/** Rules of protocol.md 2.12. */
export const forkchoiceRules: readonly AnyRule[] = [
  defineRule({
    id: "forkchoice.rho",
    about: "nearness of a frame's maker, in fork choice",
    input: z.strictObject({
      distance: amount("distance of the maker"),
      rMax: divisor("distance that counts as infinitely far"),
    }),
    output: "0 to 2^64 − 1, a decimal string",
    formula: "clamp(trunc((rMax − distance) · SCALE / rMax), 0, SCALE), SCALE = 2^64 − 1",
    source: "node go:consensus/time/fork_choice.go",
    example: { in: { distance: 0, rMax: 1000 }, out: scale.toString() },
    evaluate: ({ distance, rMax }) => rho(distance, rMax).toString(),
  }),
  defineRule({
    id: "forkchoice.choose",
    about: "which of several branches to follow",
    input: z.strictObject({
      branches: z.array(z.array(frame).max(framesMax)).describe("branches, each with its frames oldest first"),
      params: params.describe("weights of the choice"),
      prev: signedWhole().describe("position of the branch followed so far; may be out of range"),
    }),
    output: "position of the branch in branches",
    formula:
      "raw = ⌊raw·an/ad⌋ + ⌊(wr·ρ + wp·π)/wd⌋; score = ⌊raw·(SCALE + ⌊⌊u·SCALE/m⌋·bn/bd⌋)/SCALE⌋; best by more than eps",
    source: "node go:consensus/time/fork_choice.go, rs:quil-engine/src/fork_choice.rs",
    example: {
      in: {
        branches: [[{ distance: 900, seniority: 0, prover: "a" }], [{ distance: 0, seniority: 0, prover: "b" }]],
        params: { rMax: 1000, wr: 7, wp: 3, wd: 10, an: 9, ad: 10, window: 5, bn: 1, bd: 10, eps: 0 },
        prev: 0,
      },
      out: 1,
    },
    evaluate: ({ branches, params, prev }) => {
      const scored = branches.map((branch) => branch.map(({ seniority, ...rest }) => ({ ...rest, weight: seniority })));
      const scores = scored.map((branch) => branchScore(branch, params));
      return chooseBranch(scores, prev, params.eps);
    },
  }),
  defineRule({
    id: "forkchoice.signerWeight",
    about: "weight of a frame in fork choice, by its signers",
    input: z.strictObject({
      signers: smallWhole().describe("signers of the frame, head count"),
      equivocators: smallWhole().describe("those of them that equivocated at that height"),
      unsigned: z.boolean().default(false).describe("the frame carries no signature at all, like genesis"),
    }),
    output: "weight, a decimal string",
    formula: "⌊SCALE / 64⌋ · (signers − equivocators), one signer for an unsigned frame",
    source: "node go:consensus/time/global_time_reel.go",
    example: { in: { signers: 1, equivocators: 0 }, out: "288230376151711743" },
    evaluate: ({ signers, equivocators, unsigned }) =>
      (unsigned ? unsignedWeight : signerWeight(signers, equivocators)).toString(),
  }),
];
