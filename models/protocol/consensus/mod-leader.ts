import { counted } from "../../../sim/units/readable.js";
import { byBytes } from "../ground/compare.js";
import { RuleError } from "../ground/rule.js";
import type { RuleSwitches } from "../ground/rule-sets.js";

/** Active provers below which a shard of the Go node on mainnet has no leader. Source: protocol.md 2.4 (node). */
const leaderMinimumGo = 3;

/**
 * Position of a rank's leader among `count` > 0 active provers sorted by address: hash mod count. The hash is Poseidon of
 * the rank (with the shard's address before it on the Go node's shards), taken as a value.
 */
export function modLeaderIndex(hashOfRank: bigint, count: number): number {
  return Number(hashOfRank % BigInt(count));
}

/** Whether a rank of an app shard or of the global chain has a leader at all. Source: protocol.md 2.4 (node). */
export function hasLeader(
  active: number,
  isAppShard: boolean,
  { lifecycle }: Pick<RuleSwitches, "lifecycle">,
): boolean {
  return active >= (isAppShard && lifecycle === "frames" ? leaderMinimumGo : 1);
}

/**
 * Leader of a rank among the active provers' addresses (hex, any order). Throws `RuleError` when there is none.
 * Source: protocol.md `consensus.modLeader` (node).
 */
export function modLeader(
  hashOfRank: bigint,
  active: readonly string[],
  { isAppShard, ...switches }: { readonly isAppShard: boolean } & Pick<RuleSwitches, "lifecycle">,
): string {
  if (!hasLeader(active.length, isAppShard, switches))
    throw new RuleError(`active: ${counted(active.length, "prover is", "provers are")} too few for a leader`);
  return active.toSorted(byBytes)[modLeaderIndex(hashOfRank, active.length)];
}
