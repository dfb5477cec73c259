/** How a rank ended. */
export type RankEnd = "quorum" | "timeout";

/**
 * What a rank leaves behind. Ranks count rounds of a HotStuff protocol with two-chain finality (Jolteon, by way of Flow);
 * a quorum certificate makes a frame, a timeout certificate makes none; the next rank starts after either.
 * Source: protocol.md `consensus.kind` (node monorepo/consensus; page).
 */
export function rankOutcome(rank: number, end: RankEnd): { readonly makesFrame: boolean; readonly nextRank: number } {
  return { makesFrame: end === "quorum", nextRank: rank + 1 };
}
