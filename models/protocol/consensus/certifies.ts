import type { RuleSwitches } from "../ground/rule-sets.js";
import { quorumThreshold } from "./quorum.js";
import { simplexQuorum } from "./simplex.js";

/** A committee, and those of it whose votes arrive. */
export interface Votes {
  readonly members: number;
  readonly voters: number;
  /** Of all members, and of the voters among them, points; exact up to 2^52. */
  readonly seniority: number;
  readonly votingSeniority: number;
}

/**
 * Whether the votes make a certificate: enough distinct heads (`quorumRule: headCount`), or two thirds of the weight, in which a vote
 * weighs its member's seniority or as much as any other (`voteWeight`). Nobody's votes make none.
 * Source: protocol.md `consensus.simplexQuorum`, `consensus.quorum` (node).
 */
export function certifies(
  { members, voters, seniority, votingSeniority }: Votes,
  { quorumRule, voteWeight }: Pick<RuleSwitches, "quorumRule" | "voteWeight">,
): boolean {
  if (voters === 0) return false;
  if (quorumRule === "headCount") return voters >= simplexQuorum(members);
  return voteWeight === "equal" ? voters >= quorumThreshold(members) : votingSeniority >= quorumThreshold(seniority);
}

/** Fewest voters of a committee whose members all have the same seniority that make a certificate; all of them always do. */
export function votersNeeded(
  members: number,
  seniorityEach: number,
  rules: Pick<RuleSwitches, "quorumRule" | "voteWeight">,
): number {
  const seniority = members * seniorityEach;
  let voters = 1;
  while (voters < members && !certifies({ members, voters, seniority, votingSeniority: voters * seniorityEach }, rules))
    voters++;
  return voters;
}
