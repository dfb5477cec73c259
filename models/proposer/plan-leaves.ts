import { ascending } from "../compare.js";
import { type Market, type ScoredShard, type ShardDescriptor, bestScore } from "./strategy.js";
import { guardsThinShards, isThin, keepThreshold, scoreShards } from "./strategy.js";

/** Leaves that a node asks for in one turn, at most. */
export const leavesPerTurn = 3;
/** Frames after its confirmation during which a membership is not given up for score. */
export const minHoldFrames = 360;

export interface LeaveCandidates {
  readonly allocated: readonly ShardDescriptor[];
  readonly unallocated: readonly ShardDescriptor[];
  readonly freeWorkers: number;
  /** Filters confirmed less than `minHoldFrames` ago. */
  readonly minHold: readonly string[];
}

/** Worst first; a sort is stable, so equal scores keep the order in which they were listed. */
const worstFirst = (scored: readonly ScoredShard[]): readonly ScoredShard[] =>
  scored.toSorted((a, b) => ascending(a.score, b.score));

/**
 * Shards that a node asks to leave, worst first, at most 3: those that score below the threshold, measured against the
 * best place it does not have. Under epochs fresh memberships (`minHold`) and shards with at most one prover more than
 * the halt threshold are spared; and for each shard at the halt threshold that no free worker can rescue, the worst of
 * the remaining memberships, however fresh, is given up to rescue it.
 * Source: protocol.md `proposer.planLeaves` (node go:consensus/provers/proposer.go, rs).
 */
export function planLeaves(
  { allocated, unallocated, freeWorkers, minHold }: LeaveCandidates,
  market: Market,
): readonly string[] {
  const best = bestScore(scoreShards(unallocated, market));
  if (best === null || best === 0n) return [];
  const threshold = keepThreshold(best, market.rules);
  const held = scoreShards(allocated, market);
  const leaving = guardsThinShards(market.rules)
    ? leavesUnderEpochs(held, threshold, { unallocated, freeWorkers, minHold }, market)
    : held.filter(({ score }) => score < threshold);
  return worstFirst(leaving)
    .slice(0, leavesPerTurn)
    .map(({ shard }) => shard.filter);
}

function leavesUnderEpochs(
  held: readonly ScoredShard[],
  threshold: bigint,
  { unallocated, freeWorkers, minHold }: Omit<LeaveCandidates, "allocated">,
  { rules }: Market,
): readonly ScoredShard[] {
  const free = held.filter(({ shard }) => !isThin(shard, rules, 1));
  const below = free.filter(({ shard, score }) => score < threshold && !minHold.includes(shard.filter));
  const uncovered = unallocated.filter((shard) => isThin(shard, rules)).length;
  const deficit = Math.max(0, uncovered - freeWorkers);
  const swapped = worstFirst(free.filter(({ score }) => score >= threshold)).slice(0, deficit);
  return [...below, ...swapped];
}
