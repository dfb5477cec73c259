/** How a node answers its own requests whose window is open. */
import { ascending, byBytes } from "../ground/compare.js";
import { filtersPerMessage } from "../lifecycle/transition.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import { type Market, type ShardDescriptor, bestScore } from "./strategy.js";
import { guardsThinShards, isThin, keepThreshold, scoreShards } from "./strategy.js";

export interface Answers<Id> {
  /** In the order in which they were pending. */
  readonly reject: readonly Id[];
  readonly confirm: readonly Id[];
}

/** What a node knows of its pending allocations when it answers. */
export interface Judgement<Id> {
  /** Score of the allocation, undefined once its shard is gone. Plain numbers are exact below 2^53. */
  scoreOf(id: Id): bigint | number | undefined;
  /** Whether its shard is at the halt threshold, or `spare` provers above it. */
  isThin(id: Id, spare: number): boolean;
  /** Best score of all allocations that the node could have. */
  readonly best: bigint | number;
  readonly rules: RuleSwitches;
  /** Which of two confirmations of joins comes first where not all have a worker; without it as they were pending. */
  readonly compareJoins?: (a: Id, b: Id) => number;
}

const none: readonly never[] = [];

/**
 * Looks at pending allocations in order until one list is full; what comes later waits for another turn. Most nodes answer all alike: the list
 * itself is the answer then.
 */
function answerEach<Id>(pending: readonly Id[], rejects: (id: Id) => boolean): Answers<Id> {
  if (pending.length === 0) return { reject: none, confirm: none };
  const isRejected = rejects(pending[0]);
  let alike = 1;
  while (alike < pending.length && rejects(pending[alike]) === isRejected) alike++;
  if (alike === pending.length && alike <= filtersPerMessage)
    return isRejected ? { reject: pending, confirm: none } : { reject: none, confirm: pending };
  const reject: Id[] = [];
  const confirm: Id[] = [];
  for (const id of pending) {
    if (reject.length >= filtersPerMessage || confirm.length >= filtersPerMessage) break;
    (rejects(id) ? reject : confirm).push(id);
  }
  return { reject, confirm };
}

/**
 * Which pending joins a node confirms: those whose allocation scores at least the threshold, measured against the best of
 * all allocations it could have. Gone shards are rejected. Under epochs shards at the halt threshold are kept whatever they
 * score, both lists are sent, and confirmations are cut to `availableWorkers` only if nothing is rejected; under frames
 * rejections go alone, and confirmations are always cut. Null = no cut. What is cut is brought into order first, where there is one.
 * Source: protocol.md `proposer.decideJoins` (node go:consensus/provers/proposer.go, rs).
 */
export function answerJoins<Id>(
  pending: readonly Id[],
  availableWorkers: number | null,
  judgement: Judgement<Id>,
): Answers<Id> {
  const { best, rules, compareJoins } = judgement;
  const underEpochs = guardsThinShards(rules);
  const threshold = keepThreshold(best, rules);
  const { reject, confirm } = answerEach(pending, (id) => {
    const score = judgement.scoreOf(id);
    if (score === undefined) return true;
    if (underEpochs && judgement.isThin(id, 0)) return false;
    return score < threshold;
  });
  if (reject.length > 0) return { reject, confirm: underEpochs ? confirm : [] };
  if (availableWorkers === null) return { reject, confirm };
  const ordered = compareJoins === undefined ? confirm : confirm.toSorted(compareJoins);
  return { reject, confirm: ordered.slice(0, availableWorkers) };
}

/**
 * Which pending leaves a node confirms: those whose shard is gone or scores below the threshold; the others it
 * rejects, that is, it stays. Under epochs it also stays where at most one prover more than the halt threshold is
 * active. Source: protocol.md `proposer.decideLeaves` (node go, rs).
 */
export function answerLeaves<Id>(pending: readonly Id[], judgement: Judgement<Id>): Answers<Id> {
  const threshold = keepThreshold(judgement.best, judgement.rules);
  return answerEach(pending, (id) => isKeptFrom(threshold, id, judgement));
}

/** Whether an allocation that is leaving is worth staying on, by its score or because its shard is nearly thin. */
export const isKept = <Id>(id: Id, judgement: Judgement<Id>): boolean =>
  isKeptFrom(keepThreshold(judgement.best, judgement.rules), id, judgement);

function isKeptFrom<Id>(threshold: bigint | number, id: Id, judgement: Judgement<Id>): boolean {
  const score = judgement.scoreOf(id);
  if (score === undefined) return false;
  return score >= threshold || (guardsThinShards(judgement.rules) && judgement.isThin(id, 1));
}

/** `answerJoins` from a list of all shards that the node could have or has asked for. */
export function decideJoins(
  shards: readonly ShardDescriptor[],
  pending: readonly string[],
  availableWorkers: number | null,
  market: Market,
): Answers<string> {
  if (!guardsThinShards(market.rules) && shards.length === 0) return { reject: [], confirm: [] };
  const judgement = judgementOf(shards, market);
  if (market.rules.thinShardRescue !== "releasable") return answerJoins(pending, availableWorkers, judgement);
  return answerJoins(pending, availableWorkers, { ...judgement, compareJoins: thinThenBest(judgement) });
}

/** Shards at the halt threshold first, then by score, the best first, then by filter. */
function thinThenBest(judgement: Judgement<string>): (a: string, b: string) => number {
  const urgency = (filter: string) => (judgement.isThin(filter, 0) ? 0 : 1);
  const score = (filter: string) => judgement.scoreOf(filter) ?? 0;
  return (a, b) => urgency(a) - urgency(b) || ascending(score(b), score(a)) || byBytes(a, b);
}

/** `answerLeaves` from a list of all shards. */
export function decideLeaves(
  shards: readonly ShardDescriptor[],
  pending: readonly string[],
  market: Market,
): Answers<string> {
  return answerLeaves(pending, judgementOf(shards, market));
}

function judgementOf(shards: readonly ShardDescriptor[], market: Market): Judgement<string> {
  const scored = scoreShards(shards, market);
  // Reached by key only, so the order of the Map never matters.
  const known = new Map(scored.map((one) => [one.shard.filter, one]));
  return {
    scoreOf: (filter) => known.get(filter)?.score,
    isThin: (filter, spare) => {
      const candidate = known.get(filter);
      return candidate !== undefined && isThin(candidate.shard, market.rules, spare);
    },
    best: bestScore(scored) ?? 0n,
    rules: market.rules,
  };
}
