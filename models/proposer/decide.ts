/** How a node answers its own requests whose window is open. */
import { filtersPerMessage } from "../lifecycle/transition.js";
import { type Market, type ScoredShard, type ShardDescriptor, bestScore } from "./strategy.js";
import { guardsThinShards, isThin, keepThreshold, scoreShards } from "./strategy.js";

export interface Answers {
  /** Filters, in the order in which they were pending. */
  readonly reject: readonly string[];
  readonly confirm: readonly string[];
}

/** Looks at pending filters in order until one list is full; what comes later waits for another turn. */
function answerEach(pending: readonly string[], rejects: (filter: string) => boolean): Answers {
  const reject: string[] = [];
  const confirm: string[] = [];
  for (const filter of pending) {
    if (reject.length >= filtersPerMessage || confirm.length >= filtersPerMessage) break;
    (rejects(filter) ? reject : confirm).push(filter);
  }
  return { reject, confirm };
}

// Reached by key only, so the order of the Map never matters.
const byFilter = (scored: readonly ScoredShard[]): ReadonlyMap<string, ScoredShard> =>
  new Map(scored.map((one) => [one.shard.filter, one]));

/**
 * Which pending joins a node confirms: those whose place scores at least the threshold, measured against the best of
 * all places it could have. Gone shards are rejected. Under epochs shards at the halt threshold are kept whatever they
 * score, both lists are sent, and confirmations are cut to `availableWorkers` only if nothing is rejected; under frames
 * rejections go alone, and confirmations are always cut. Null = no cut.
 * Source: protocol.md `proposer.decideJoins` (node go:consensus/provers/proposer.go, rs).
 */
export function decideJoins(
  shards: readonly ShardDescriptor[],
  pending: readonly string[],
  availableWorkers: number | null,
  market: Market,
): Answers {
  const underEpochs = guardsThinShards(market.rules);
  if (!underEpochs && shards.length === 0) return { reject: [], confirm: [] };
  const scored = scoreShards(shards, market);
  const known = byFilter(scored);
  const threshold = keepThreshold(bestScore(scored) ?? 0n, market.rules);
  const { reject, confirm } = answerEach(pending, (filter) => {
    const place = known.get(filter);
    if (place === undefined) return true;
    if (underEpochs && isThin(place.shard, market.rules)) return false;
    return place.score < threshold;
  });
  if (reject.length > 0) return { reject, confirm: underEpochs ? confirm : [] };
  return { reject, confirm: availableWorkers === null ? confirm : confirm.slice(0, availableWorkers) };
}

/**
 * Which pending leaves a node confirms: those whose shard is gone or scores below the threshold; the others it
 * rejects, that is, it stays. Under epochs it also stays where at most one prover more than the halt threshold is
 * active. Source: protocol.md `proposer.decideLeaves` (node go, rs).
 */
export function decideLeaves(shards: readonly ShardDescriptor[], pending: readonly string[], market: Market): Answers {
  const scored = scoreShards(shards, market);
  const known = byFilter(scored);
  const threshold = keepThreshold(bestScore(scored) ?? 0n, market.rules);
  const guards = guardsThinShards(market.rules);
  return answerEach(pending, (filter) => {
    const place = known.get(filter);
    if (place === undefined) return false;
    return place.score >= threshold || (guards && isThin(place.shard, market.rules, 1));
  });
}
