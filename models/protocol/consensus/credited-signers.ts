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
  const late: number[] = [];
  // The last one again and again: the late are a third at most, and few.
  const isLate = new Uint8Array(arrivals.length);
  while (late.length < arrivals.length - credited) {
    let last = -1;
    for (let k = 0; k < arrivals.length; k++)
      if (isLate[k] === 0 && (last < 0 || arrivals[k] >= arrivals[last])) last = k;
    isLate[last] = 1;
    late.push(last);
  }
  return late.reverse();
}
