import { RuleError } from "../ground/rule.js";

/**
 * Rank of the newest final state of a chain, or null: a state is final when its child has a rank exactly one higher and
 * is certified; its ancestors become final with it. `chainRanks` ascend from parent to child; a gap (ranks lost to
 * timeouts) keeps the state before it from becoming final by that child. Throws `RuleError` unless they ascend.
 * Source: protocol.md `consensus.finality` (node monorepo/consensus/forks/forks.go).
 */
export function finalRank(chainRanks: readonly number[], certified: ReadonlySet<number>): number | null {
  let final: number | null = null;
  for (const [k, rank] of chainRanks.entries()) {
    if (k === 0) continue;
    const parent = chainRanks[k - 1];
    if (rank <= parent) throw new RuleError(`chainRanks: ${rank} follows ${parent}, expected ascending ranks`);
    if (rank === parent + 1 && certified.has(rank)) final = parent;
  }
  return final;
}
