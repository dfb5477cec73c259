import { simplexQuorum } from "../consensus/simplex.js";
import type { RuleSwitches } from "../ground/rule-sets.js";

/**
 * Fewest participants, by head count, with which a shard's frame pays at all: two thirds of the active provers, rounded up; where
 * certificates count heads, the quorum of one. Below it the update is void.
 * Source: protocol.md `emission.participationThreshold` (node).
 */
export function participationThreshold(active: number, { quorumRule }: Pick<RuleSwitches, "quorumRule">): number {
  return quorumRule === "headCount" && active > 0 ? simplexQuorum(active) : Math.ceil((active * 2) / 3);
}
