/** How a node ranks the allocations that it knows. */
import { ascending, byBytes } from "../ground/compare.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import { type Issuance, type ScoredPosition, proposerScore } from "./score.js";

export type Strategy = Exclude<RuleSwitches["strategy"], "none">;

/** A shard as a node's planner describes it to itself. */
export interface ShardDescriptor extends ScoredPosition {
  /** Hex. */
  readonly filter: string;
  /** Active provers, head count. */
  readonly active: number;
}

/** What the planner knows beside the shards. */
export interface Market extends Issuance {
  readonly strategy: Strategy;
  readonly rules: RuleSwitches;
}

export interface ScoredShard {
  readonly shard: ShardDescriptor;
  readonly score: bigint;
}

/** One more replica that is missing outweighs any difference in size. */
const replicaWeight = 1n << 64n;

/**
 * Worth of an allocation under a strategy: units a frame (`rewardGreedy`), bytes (`dataGreedy`), or replicas missing up to the
 * most a shard keeps, then bytes (`leastReplicated`; as a number an assumption, so that thresholds have a meaning).
 * Source: protocol.md `proposer.score` (node; least replicated: seed).
 */
export function scoreOf(shard: ShardDescriptor, market: Market): bigint {
  switch (market.strategy) {
    case "rewardGreedy":
      return proposerScore(shard, market, market.rules);
    case "dataGreedy":
      return shard.sizeBytes;
    case "leastReplicated": {
      const missing = Math.max(0, market.rules.maximumProvers + 1 - shard.active);
      return BigInt(missing) * replicaWeight + shard.sizeBytes;
    }
  }
}

/** All allocations that have a score, in the order listed: those with a filter and with data. */
export function scoreShards(shards: readonly ShardDescriptor[], market: Market): readonly ScoredShard[] {
  return shards
    .filter(({ filter, sizeBytes }) => filter !== "" && sizeBytes > 0n)
    .map((shard) => ({ shard, score: scoreOf(shard, market) }));
}

/** Highest score, null without any. */
export function bestScore(scored: readonly ScoredShard[]): bigint | null {
  return scored.reduce<bigint | null>((best, { score }) => (best === null || score > best ? score : best), null);
}

/** Score that an allocation must reach to be kept: `keepThresholdPercent` of the best, truncated; exact for both types. */
export function keepThreshold(best: bigint, rules: RuleSwitches): bigint;
export function keepThreshold(best: bigint | number, rules: RuleSwitches): bigint | number;
export function keepThreshold(best: bigint | number, { keepThresholdPercent }: RuleSwitches): bigint | number {
  if (typeof best === "bigint") return (best * BigInt(keepThresholdPercent)) / 100n;
  const hundreds = Math.floor(best / 100);
  return hundreds * keepThresholdPercent + Math.floor(((best - hundreds * 100) * keepThresholdPercent) / 100);
}

/** Best allocation first; equal ones by filter. Least replicated goes by head count, then size, whatever the score says. */
export function compareBestFirst(a: ScoredShard, b: ScoredShard, strategy: Strategy): number {
  const byHeadCount = strategy === "leastReplicated" ? ascending(a.shard.active, b.shard.active) : 0;
  return byHeadCount || ascending(b.score, a.score) || byBytes(a.shard.filter, b.shard.filter);
}

/** The node of `v2.1-epoch` takes care of thin shards; earlier ones look at scores only. */
export function guardsThinShards({ lifecycle }: Pick<RuleSwitches, "lifecycle">): boolean {
  return lifecycle === "epoch";
}

/** Whether a shard with data is at the halt threshold (`spare` = 0), or that many provers above it. */
export function isThin(
  { sizeBytes, active }: Pick<ShardDescriptor, "sizeBytes" | "active">,
  { haltThreshold }: Pick<RuleSwitches, "haltThreshold">,
  spare = 0,
): boolean {
  return sizeBytes > 0n && active <= haltThreshold + spare;
}
