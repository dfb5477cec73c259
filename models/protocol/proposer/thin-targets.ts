import { byBytes } from "../ground/compare.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import { publicLot } from "./releasable.js";
import { type ShardDescriptor, isThin } from "./strategy.js";

/**
 * Filters of the shards at the halt threshold with data, in an order of the node's own, by SHA-256(prover ‖ filter): nodes spread over
 * them instead of all taking the best.
 * Source: protocol.md `proposer.thinTargets` (node N:quil-engine/src/provers/proposer.rs).
 */
export function thinTargets(
  prover: string,
  shards: readonly Pick<ShardDescriptor, "filter" | "sizeBytes" | "active">[],
  rules: Pick<RuleSwitches, "haltThreshold">,
): readonly string[] {
  const lots = shards
    .filter((shard) => isThin(shard, rules))
    .map(({ filter }) => ({ filter, lot: publicLot(prover, filter) }));
  return lots.sort((a, b) => byBytes(a.lot, b.lot) || byBytes(a.filter, b.filter)).map(({ filter }) => filter);
}
