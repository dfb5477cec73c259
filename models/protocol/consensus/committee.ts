import { servesEffectively } from "../lifecycle/membership.js";
import type { RuleSwitches } from "../ground/rule-sets.js";

/** A prover's allocation on the committee's filter. */
export interface CommitteeCandidate {
  readonly address: string;
  /** Points. */
  readonly seniority: bigint;
  /** Status as stored: joining, active, paused, leaving, left. */
  readonly status: string;
  /** Name that `lifecycle.effectiveStatus` gives it at the frame, for example Active or ExpiredEpoch. */
  readonly effectiveStatus: string;
}

/** Seniority of each archive prover since genesis, points. Source: protocol.md 2.2, `seniority.aggregate` (node). */
export const archiveSeniority = 23_673_600;

/**
 * Those whose votes count on a filter, in the given order. `raw` goes by the stored status (a fresh join votes at once), `effective` by the status at the frame, by
 * which a leaving member serves until its leave takes effect; if that leaves nobody, everyone whose stored status is active.
 * Source: protocol.md `consensus.weight` (node; effective: design, pages).
 */
export function committeeOf<Candidate extends CommitteeCandidate>(
  candidates: readonly Candidate[],
  committeeMembership: RuleSwitches["committeeMembership"],
): readonly Candidate[] {
  const serving = candidates.filter(({ effectiveStatus }) => servesEffectively(effectiveStatus));
  if (committeeMembership === "effective" && serving.length > 0) return serving;
  return candidates.filter(({ status }) => status === "active");
}

/** What a committee member's vote weighs: its seniority, or as much as any other's. Source: protocol.md `consensus.weight` (node). */
export function weightOfVote(
  { seniority }: Pick<CommitteeCandidate, "seniority">,
  voteWeight: RuleSwitches["voteWeight"],
): bigint {
  return voteWeight === "equal" ? 1n : seniority;
}
