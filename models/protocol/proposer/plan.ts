import { ascending } from "../ground/compare.js";
import { type Market, type ScoredShard, type ShardDescriptor, compareBestFirst } from "./strategy.js";
import { guardsThinShards, isThin, scoreShards } from "./strategy.js";

export interface JoinPick {
  readonly worker: number;
  readonly filter: string;
  readonly score: bigint;
}

export interface JoinPlan {
  readonly picks: readonly JoinPick[];
  /** All allocations that were scored, in the order listed. */
  readonly scored: readonly ScoredShard[];
}

/**
 * Which shards a node's free workers propose to join: the best allocations first, equal ones by filter, one for each worker
 * in ascending order of id, at most `maxAllocations`. Under epochs shards at the halt threshold come before all others.
 * `shards` are those the prover has no allocation on, with the ring it would join; the node shuffles equal scores,
 * which is the caller's. Source: protocol.md `proposer.plan` (node go:consensus/provers/proposer.go, rs).
 */
export function planJoins(
  shards: readonly ShardDescriptor[],
  { freeWorkers, maxAllocations }: { freeWorkers: readonly number[]; maxAllocations: number },
  market: Market,
): JoinPlan {
  const scored = scoreShards(shards, market);
  const thinFirst = guardsThinShards(market.rules);
  const urgency = ({ shard }: ScoredShard) => (thinFirst && isThin(shard, market.rules) ? 0 : 1);
  const wanted = scored.toSorted(
    (a, b) => ascending(urgency(a), urgency(b)) || compareBestFirst(a, b, market.strategy),
  );
  const workers = freeWorkers.toSorted(ascending).slice(0, maxAllocations);
  const picks = workers.slice(0, wanted.length).map((worker, k) => {
    const { shard, score } = wanted[k];
    return { worker, filter: shard.filter, score };
  });
  return { picks, scored };
}

/**
 * Joins to take back because more are pending than workers could serve: pending − (workers − active), at least 0 and
 * at most all. A node without any worker rejects none. Which ones is drawn by the caller; joins older than 720 frames
 * do not count as pending. Source: protocol.md `proposer.excessPending` (node rs: worker_allocator.rs).
 */
export function excessPending({
  workers,
  active,
  pending,
}: {
  workers: number;
  active: number;
  pending: number;
}): number {
  if (workers === 0) return 0;
  return Math.max(0, pending - Math.max(0, workers - active));
}
