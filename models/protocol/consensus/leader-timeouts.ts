import type { RuleSwitches } from "../ground/rule-sets.js";

/** What a scenario writes of leaders that are away. */
interface LeaderTimeouts {
  readonly consensus: { readonly leaderTimeouts?: "on" | "off" | undefined };
}

/** Whether shards miss frames whose leaders are away: as written, or else under Simplex, where a view costs no more than its time. */
export const hasLeaderTimeouts = (
  { consensus }: LeaderTimeouts,
  { consensusKind }: Pick<RuleSwitches, "consensusKind">,
): boolean => (consensus.leaderTimeouts ?? (consensusKind === "simplex" ? "on" : "off")) === "on";
