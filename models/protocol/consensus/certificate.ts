import { RuleError } from "../ground/rule.js";
import { quorumThreshold } from "./quorum.js";

/**
 * How many votes have come in when the certificate forms, or null when they never suffice. The threshold is of all
 * `weights`; `voteOrder` are positions in it. A second vote of a member adds no weight; a vote of weight 0 is counted and can
 * be the one that certifies. Throws `RuleError` for a voter outside the committee.
 * Source: protocol.md `consensus.certificate` (node).
 */
export function certificateAfterVotes(weights: readonly bigint[], voteOrder: readonly number[]): number | null {
  const threshold = quorumThreshold(weights.reduce((sum, weight) => sum + weight, 0n));
  const heard = new Set<number>();
  let gathered = 0n;
  for (const [k, voter] of voteOrder.entries()) {
    const weight = weights[voter];
    if (weight === undefined) throw new RuleError(`voteOrder: ${voter} is not in a committee of ${weights.length}`);
    if (!heard.has(voter)) gathered += weight;
    heard.add(voter);
    if (gathered >= threshold) return k + 1;
  }
  return null;
}
