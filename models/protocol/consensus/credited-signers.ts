/** Whom a frame credits, where more members vote than its certificate needs. Source: protocol.md 2.17 (assumption). */
import type { RuleSwitches } from "../ground/rule-sets.js";
import { simplexQuorum } from "./simplex.js";

/**
 * How many of the voters of a committee a frame credits: all of them (`creditedSigners: allInTime`), or the ⌊2N/3⌋ + 1 whose votes
 * arrive first (`quorum`), of a committee of N. Voters that make no certificate are all that there are.
 */
export function creditedVotes(
  members: number,
  voters: number,
  { creditedSigners }: Pick<RuleSwitches, "creditedSigners">,
): number {
  if (creditedSigners === "allInTime" || voters === 0) return voters;
  return Math.min(voters, simplexQuorum(members));
}

/**
 * Whose votes arrive after the first `credited` ones: places in `arrivals`, which says when each vote arrives, in the order of their arrival.
 * Of two that arrive at once the first of the list is before.
 */
export function lateVotes(arrivals: readonly number[], credited: number): number[] {
  const order = arrivals.map((_time, k) => k).sort((a, b) => arrivals[a] - arrivals[b] || a - b);
  return order.slice(credited);
}
