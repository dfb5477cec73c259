import { z } from "zod";
import { distinct } from "../../ground/calc-distinct.js";
import { exactCount } from "../../ground/calc-output.js";
import { smallWhole, wholeNumber, wholeNumberAsWritten } from "../../ground/calc-schema.js";
import { type AnyRule, RuleError, defineRule } from "../../ground/rule.js";
import { certificateAfterVotes } from "../certificate.js";
import { committeeOf, weightOfVote } from "../committee.js";
import { evidenceRefusal } from "../equivocation.js";
import { finalRank } from "../finality.js";
import { namesPreviousFrame } from "../lockstep.js";
import { quorumThreshold } from "../quorum.js";
import { rankOutcome } from "../rank.js";

const weight = (what: string) => wholeNumber({ bits: 128 }).describe(what);
const fact = (what: string) => z.boolean({ error: "expected true or false" }).describe(what);

const member = z.strictObject({
  address: z.string().describe("address of the prover"),
  seniority: weight("points"),
  status: z.string().describe("status as stored: joining, active, paused, leaving, left"),
  effectiveStatus: z
    .string()
    .optional()
    .describe("name from lifecycle.effectiveStatus; needed with effective membership"),
});

/** Rules of protocol.md section 2 about votes and what they settle. */
export const voteRules: readonly AnyRule[] = [
  defineRule({
    id: "consensus.kind",
    about: "what a rank leaves behind, by how it ended",
    input: z.strictObject({
      rank: smallWhole({ max: Number.MAX_SAFE_INTEGER - 1 }).describe("rank, a count of rounds"),
      endsBy: z.enum(["quorum", "timeout"]).describe("certificate that ended it"),
    }),
    output: "{makesFrame, nextRank}",
    formula: "a quorum certificate makes a frame, a timeout certificate none (HotStuff, two-chain)",
    source: "node monorepo/consensus; page talk 2025-11-03",
    example: { in: { rank: 7, endsBy: "timeout" }, out: { makesFrame: false, nextRank: 8 } },
    evaluate: ({ rank, endsBy }) => ({ ...rankOutcome(rank, endsBy) }),
  }),
  defineRule({
    id: "consensus.weight",
    about: "whose votes count on a filter, and how much",
    input: z.strictObject({
      members: z
        .array(member)
        .superRefine(distinct(({ address }) => address, ["address"]))
        .describe("provers with an allocation on the filter"),
    }),
    output: "{members [{address, weight}], totalWeight}",
    formula:
      "weight = seniority (voteWeight equal: 1); members by stored status (raw) or by status at the frame (effective)",
    source: "node go:consensus/global/consensus_protocol.go; effective: design, pages",
    example: {
      in: {
        members: [
          { address: "0a", seniority: 10, status: "active" },
          { address: "0b", seniority: 5, status: "left" },
        ],
      },
      out: { members: [{ address: "0a", weight: "10" }], totalWeight: "10" },
      ruleSet: "v2.1-epoch",
    },
    evaluate: ({ members }, { committeeMembership, voteWeight }) => {
      const unknown = members.find((one) => committeeMembership === "effective" && one.effectiveStatus === undefined);
      if (unknown !== undefined) throw new RuleError(`effectiveStatus: needed for ${unknown.address}`);
      const candidates = members.map((one) => ({ ...one, effectiveStatus: one.effectiveStatus ?? "" }));
      const committee = committeeOf(candidates, committeeMembership);
      return {
        members: committee.map((one) => ({ address: one.address, weight: weightOfVote(one, voteWeight).toString() })),
        totalWeight: committee.reduce((sum, one) => sum + weightOfVote(one, voteWeight), 0n).toString(),
      };
    },
  }),
  defineRule({
    id: "consensus.quorum",
    about: "weight with which a certificate forms",
    input: z.strictObject({
      totalWeight: wholeNumberAsWritten({ bits: 128 }).describe("weight of the whole committee, points"),
    }),
    output: "threshold, points; a decimal string if the weight was one; reaching it is enough",
    formula: "⌊2 · total / 3⌋",
    source: "node rs:quil-engine/src/committee.rs",
    example: { in: { totalWeight: "100" }, out: "66" },
    evaluate: ({ totalWeight: { value, isText } }) => {
      const threshold = quorumThreshold(value);
      return isText ? threshold.toString() : exactCount(threshold);
    },
  }),
  defineRule({
    id: "consensus.certificate",
    about: "after how many votes the certificate forms",
    input: z.strictObject({
      weights: z.array(weight("weight of a member")).describe("weights of all members, points"),
      voteOrder: z.array(smallWhole()).describe("positions in weights, in the order of their votes"),
    }),
    output: "{certificateAfterVotes}, null when the votes do not suffice",
    formula: "first k with Σ weights of the first k voters ≥ ⌊2 · total / 3⌋",
    source: "node",
    example: { in: { weights: [0, 0, 0], voteOrder: [2, 1, 0] }, out: { certificateAfterVotes: 1 } },
    evaluate: ({ weights, voteOrder }) => ({ certificateAfterVotes: certificateAfterVotes(weights, voteOrder) }),
  }),
  defineRule({
    id: "consensus.finality",
    about: "newest final state of a chain",
    input: z.strictObject({
      chainRanks: z.array(smallWhole()).describe("ranks of the chain's states, parent before child"),
      certified: z.array(smallWhole()).describe("ranks whose states have a quorum certificate"),
    }),
    output: "{finalRank}, null when none is",
    formula: "a state is final when a child of rank exactly one higher is certified",
    source: "node monorepo/consensus/forks/forks.go",
    example: { in: { chainRanks: [1, 2, 4], certified: [1, 2, 4] }, out: { finalRank: 1 } },
    evaluate: ({ chainRanks, certified }) => ({ finalRank: finalRank(chainRanks, new Set(certified)) }),
  }),
  defineRule({
    id: "consensus.equivocation",
    about: "whether evidence of two headers kicks a prover",
    input: z.strictObject({
      sameNumber: fact("both headers have the same frame number"),
      sameFilter: fact("both headers have the same filter"),
      sameKind: fact("both are global or both of an app shard"),
      identical: fact("the headers are the same"),
      inBoth: fact("the accused is in both bit masks"),
      removed: fact("the accused was removed before"),
      sigsValid: fact("both aggregate signatures hold"),
    }),
    output: "'kick', or an error that says what is missing",
    formula: "kick iff same number, filter and kind, not identical, in both, valid, not removed before",
    source: "node go:execution/intrinsics/global/global_prover_kick.go",
    example: {
      in: {
        sameNumber: true,
        sameFilter: true,
        sameKind: true,
        identical: false,
        inBoth: true,
        removed: false,
        sigsValid: true,
      },
      out: "kick",
    },
    evaluate: (evidence) => {
      const refusal = evidenceRefusal(evidence);
      if (refusal !== null) throw new RuleError(refusal);
      return "kick";
    },
  }),
  defineRule({
    id: "consensus.lockstep",
    about: "whether a shard's frame may be included in a global frame",
    input: z.strictObject({
      named: smallWhole().describe("global frame named as anchor (2.1.0.25), or the header's own number (earlier)"),
      includedIn: smallWhole().describe("number of the global frame that includes it"),
    }),
    output: "'ok', or an error",
    formula: "named = includedIn − 1",
    source: "node rs:quil-execution/src/global_intrinsic",
    example: { in: { named: 10, includedIn: 11 }, out: "ok" },
    evaluate: ({ named, includedIn }) => {
      if (!namesPreviousFrame(named, includedIn))
        throw new RuleError(`named: expected ${includedIn - 1}, read ${named}`);
      return "ok";
    },
  }),
];
