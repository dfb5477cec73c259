import { ascending } from "../ground/compare.js";
import { type Market, type ScoredShard, type ShardDescriptor, compareBestFirst } from "./strategy.js";
import { isThin, scoreShards } from "./strategy.js";
import { thinTargets } from "./thin-targets.js";

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

/** Workers to be given shards, and who plans. */
export interface JoinPlanner {
  readonly freeWorkers: readonly number[];
  readonly maxAllocations: number;
  /** Address of the prover, hex; decides its order of thin shards where `thinTargets` is hash. */
  readonly prover?: string | undefined;
}

/**
 * Which shards a node's free workers propose to join: the best allocations first, equal ones by filter, one for each worker
 * in ascending order of id, at most `maxAllocations`. Unless `thinTargets` is none shards at the halt threshold come before all
 * others, by score or (hash) in an order of the prover's own.
 * `shards` are those the prover has no allocation on, with the ring it would join; the node shuffles equal scores,
 * which is the caller's. Source: protocol.md `proposer.plan` (node go:consensus/provers/proposer.go, rs).
 */
export function planJoins(
  shards: readonly ShardDescriptor[],
  { freeWorkers, maxAllocations, prover }: JoinPlanner,
  market: Market,
): JoinPlan {
  const scored = scoreShards(shards, market);
  const { rules } = market;
  const thinFirst = rules.thinTargets !== "none";
  const urgency = ({ shard }: ScoredShard) => (thinFirst && isThin(shard, rules) ? 0 : 1);
  const turns =
    rules.thinTargets === "hash" && prover !== undefined ? turnsOf(prover, scored, market) : new Map<string, number>();
  const turn = ({ shard }: ScoredShard) => turns.get(shard.filter) ?? 0;
  const wanted = scored.toSorted(
    (a, b) => ascending(urgency(a), urgency(b)) || turn(a) - turn(b) || compareBestFirst(a, b, market.strategy),
  );
  const workers = freeWorkers.toSorted(ascending).slice(0, maxAllocations);
  const picks = workers.slice(0, wanted.length).map((worker, k) => {
    const { shard, score } = wanted[k];
    return { worker, filter: shard.filter, score };
  });
  return { picks, scored };
}

/** Position of every thin shard in the prover's own order. Reached by key only, so the order of the Map never matters. */
function turnsOf(prover: string, scored: readonly ScoredShard[], { rules }: Market): ReadonlyMap<string, number> {
  const targets = thinTargets(
    prover,
    scored.map(({ shard }) => shard),
    rules,
  );
  return new Map(targets.map((filter, turn) => [filter, turn]));
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
