import type { RuleSwitches } from "../ground/rule-sets.js";
import { type Market, type ShardDescriptor, bestScore } from "./strategy.js";
import { guardsThinShards, isThin, keepThreshold, scoreShards } from "./strategy.js";

/** Leaves that a node asks for in one turn, at most. */
const leavesPerTurn = 3;
/** Frames after its confirmation during which an allocation is not given up for score. */
export const minHoldFrames = 360;

export interface LeaveCandidates {
  readonly allocated: readonly ShardDescriptor[];
  readonly unallocated: readonly ShardDescriptor[];
  readonly freeWorkers: number;
  /** Filters confirmed less than `minHoldFrames` ago. */
  readonly minHold: readonly string[];
  /** Filters that may be given up for a thin shard; undefined = all. Looked at where `thinShardRescue` is releasable. */
  readonly releasable?: readonly string[] | undefined;
}

/** An allocation that could be given up. */
export interface HeldAllocation<Id> {
  readonly id: Id;
  /** Plain numbers are exact below 2^53. */
  readonly score: bigint | number;
  /** Confirmed less than `minHoldFrames` ago. */
  readonly isFresh: boolean;
  /** At most one prover more than the halt threshold is active on its shard. */
  readonly isNearlyThin: boolean;
  /** It may be given up to rescue a thin shard; undefined = it may. */
  readonly isReleasable?: boolean;
}

/** What held allocations are measured against. */
export interface Alternatives {
  /** Best score of the allocations that the node does not have, null without any. */
  readonly best: bigint | number | null;
  /** Shards at the halt threshold that the node is not on and has no free worker for; 0 where nobody rescues them. */
  readonly deficit: number;
  readonly rules: RuleSwitches;
}

/** An allocation that a node asks to leave. */
export interface PlannedLeave<Id> {
  readonly id: Id;
  /** It scores enough, but its worker is wanted on a thin shard. */
  readonly isSwap: boolean;
}

/** Puts one among the worst that were found, at most so many, worst first; of equal scores those that came first. */
function keepWorst<Held extends HeldAllocation<unknown>>(found: Held[], max: number, one: Held): void {
  let at = found.length;
  while (at > 0 && found[at - 1].score > one.score) at--;
  if (at >= max) return;
  if (found.length < max) found.push(one);
  for (let k = found.length - 1; k > at; k--) found[k] = found[k - 1];
  found[at] = one;
}

/**
 * Allocations that a node asks to leave, worst first, at most 3: those that score below the threshold, measured
 * against the best allocation it does not have. Under epochs fresh allocations and nearly thin shards are exempt; and for
 * each shard in the deficit the worst of the remaining allocations, however fresh, is given up to rescue it.
 * Source: protocol.md `proposer.planLeaves` (node go:consensus/provers/proposer.go, rs).
 */
export function chooseLeaves<Id>(
  held: readonly HeldAllocation<Id>[],
  { best, deficit, rules }: Alternatives,
): readonly PlannedLeave<Id>[] {
  if (best === null || best === 0n || best === 0) return [];
  const threshold = keepThreshold(best, rules);
  const guards = guardsThinShards(rules);
  const below: HeldAllocation<Id>[] = [];
  const enough: HeldAllocation<Id>[] = [];
  for (const one of held) {
    if (guards && one.isNearlyThin) continue;
    if (one.score >= threshold) {
      if (one.isReleasable !== false) keepWorst(enough, Math.min(deficit, leavesPerTurn), one);
    } else if (!(guards && one.isFresh)) keepWorst(below, leavesPerTurn, one);
  }
  const leaves: PlannedLeave<Id>[] = [];
  for (const { id } of below) leaves.push({ id, isSwap: false });
  // What scores enough is better than all that does not.
  for (const { id } of enough) if (leaves.length < leavesPerTurn) leaves.push({ id, isSwap: true });
  return leaves;
}

/** `chooseLeaves` from lists of all shards that the node has and has not. */
export function planLeaves(
  { allocated, unallocated, freeWorkers, minHold, releasable }: LeaveCandidates,
  market: Market,
): readonly string[] {
  const { thinShardRescue } = market.rules;
  const granted = thinShardRescue === "releasable" ? releasable : undefined;
  const others = scoreShards(unallocated, market);
  const held = scoreShards(allocated, market).map(({ shard, score }) => ({
    id: shard.filter,
    score,
    isFresh: minHold.includes(shard.filter),
    isNearlyThin: isThin(shard, market.rules, 1),
    isReleasable: granted === undefined || granted.includes(shard.filter),
  }));
  const uncovered = others.filter(({ shard }) => isThin(shard, market.rules)).length;
  const deficit = thinShardRescue === "none" ? 0 : Math.max(0, uncovered - freeWorkers);
  return chooseLeaves(held, { best: bestScore(others), deficit, rules: market.rules }).map(({ id }) => id);
}
