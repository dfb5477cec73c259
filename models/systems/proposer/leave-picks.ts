/** Which allocations a simulated node leaves, and which nodes have reason to look. */
import { holdersOf, isHeld } from "../../state/holders.js";
import { isAtHaltRisk } from "../../state/at-risk.js";
import type { Network, FrameSchedule, RulesInForce, ScenarioGiven, ShardFigures } from "../../changes/network.js";
import { mayPropose } from "../../changes/allocations/releasing.js";
import type { Alternative } from "./answers.js";
import { type NodeView, strategyOf } from "./node-view.js";
import type { ShardOrder } from "../../state/orders/shard-order.js";
import type { FollowedStrategy } from "../../scenario/followed.js";
import {
  chooseLeaves,
  type HeldAllocation,
  minHoldFrames,
  type PlannedLeave,
} from "../../protocol/proposer/plan-leaves.js";
import { guardsThinShards, keepThreshold } from "../../protocol/proposer/strategy.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { Logged } from "../../state/log/log-of.js";

/** Allocations on shards without data, and those beyond the node's workers, the worst-scored first; what was asked for just now counts as gone. */
export function surplusLeaves(network: Pick<Network, "world" | "orders">, view: NodeView): readonly number[] {
  const { world } = network;
  const { leavable } = view;
  let onEmpty = 0;
  for (const allocation of leavable) if (isOnEmpty(world, allocation)) onEmpty++;
  const empty = onEmpty === 0 ? none : leavable.filter((allocation) => isOnEmpty(world, allocation));
  const beyond = leavable.length - onEmpty - world.nodes.workers[view.node];
  if (beyond <= 0) return empty;
  const held = allocationsWithData(network, view);
  // A sort is stable: of equal ones the allocation that the node opened first goes first, whatever rows the two have.
  const byScore = held.toSorted((a, b) => scoreOf(network, view, a) - scoreOf(network, view, b));
  return [...empty, ...byScore.slice(0, beyond)];
}

const none: readonly number[] = [];

/** Whether there is nothing to prove on the allocation's shard. */
const isOnEmpty = ({ allocations, shards }: Logged["world"], allocation: number): boolean =>
  shards.sizeBytes[allocations.shard[allocation]] === 0;

/** Leaves, when there may be more of them, and the shard that they were measured against. */
interface LeavePicks {
  readonly leaves: readonly PlannedLeave<number>[];
  readonly freshUntil: number;
  readonly best: Alternative | null;
}

/**
 * Allocations that score too little (`proposer.planLeaves`), and the frame at which the next too fresh one may be left
 * (Infinity: none).
 */
export function scoreLeaves(
  network: RulesInForce & Logged & Pick<ShardFigures, "orders">,
  view: NodeView,
  frame: number,
): LeavePicks {
  const { world, orders } = network;
  const { rules } = view;
  const { allocations, allocationIndex } = world;
  const order = orders.forComparison(view.strategy);
  // A worker stays bound while it leaves, so leaves under way rescue nothing yet.
  const deficit = mayBeginWave(network, view) ? thinShardsWaiting(network, view) : 0;
  const { patienceUs } = view.strategy;
  if (deficit === 0 && patienceUs === undefined && reachesBest(network, view, order)) return nothingToLeave;
  const other = order.bestBut((shard) => allocationIndex.has(view.prover, shard));
  const best = other === undefined ? null : order.valueOf(other);
  const held = heldByScore(network, view, { frame, deficit });
  const waiting = patienceUs === undefined ? null : waits(network, { held, best, rules, patienceUs }, frame);
  const ready = waiting === null ? held : held.filter(({ id }) => !waiting.isWaiting(id));
  const leaves = chooseLeaves(ready, { best, deficit, rules });
  let freshUntil = waiting?.waitsUntil ?? Number.POSITIVE_INFINITY;
  if (best !== null && guardsThinShards(rules)) {
    const threshold = keepThreshold(best, rules);
    for (const { id, score, isFresh } of held) {
      if (isFresh && score < threshold)
        freshUntil = Math.min(freshUntil, allocations.joinConfirmFrame[id] + minHoldFrames);
    }
  }
  return { leaves, freshUntil, best: other === undefined || best === null ? null : { shard: other, score: best } };
}

interface Held extends HeldAllocation<number> {
  readonly score: number;
}

/** Allocations with data as they could be left, but for those of which nothing follows, whatever they score. */
function heldByScore(
  network: RulesInForce & Logged & Pick<ShardFigures, "orders">,
  view: NodeView,
  { frame, deficit }: { readonly frame: number; readonly deficit: number },
): readonly Held[] {
  const { world } = network;
  const { allocations, shards } = world;
  const { rules } = view;
  const isBound = deficit > 0 && rules.thinShardRescue === "releasable";
  const guards = guardsThinShards(rules) && view.strategy.patienceUs === undefined;
  const held: Held[] = [];
  for (const allocation of view.leavable) {
    const shard = allocations.shard[allocation];
    if (shards.sizeBytes[shard] === 0) continue;
    const isFresh = frame < allocations.joinConfirmFrame[allocation] + minHoldFrames;
    const isNearlyThin = isAtHaltRisk(world, shard, rules, 1);
    if (guards && isNearlyThin && !isFresh) continue;
    held.push({
      id: allocation,
      score: scoreOf(network, view, allocation),
      isFresh,
      isNearlyThin,
      isReleasable: !isBound || mayPropose(network, allocation),
    });
  }
  return held;
}

interface Judged {
  readonly held: readonly { readonly id: number; readonly score: number }[];
  readonly best: number | null;
  readonly rules: RuleSwitches;
  readonly patienceUs: number;
}

/**
 * Which allocations score too little, but not for long enough for a node of such patience to leave them; and the frame at which the first of
 * them may have. Notes since when they do.
 */
function waits(
  { world: { allocations, clock } }: Logged,
  { held, best, rules, patienceUs }: Judged,
  frame: number,
): { readonly isWaiting: (allocation: number) => boolean; readonly waitsUntil: number } {
  const { lowSince } = allocations;
  const threshold = best === null ? 0 : keepThreshold(best, rules);
  const leavableFrom = (allocation: number): number =>
    clock.firstFrameAt(clock.timeOf(lowSince[allocation]) + patienceUs);
  let waitsUntil = Number.POSITIVE_INFINITY;
  for (const { id, score } of held) {
    if (score >= threshold) lowSince[id] = 0;
    else {
      if (lowSince[id] === 0) lowSince[id] = frame;
      if (leavableFrom(id) > frame) waitsUntil = Math.min(waitsUntil, leavableFrom(id));
    }
  }
  return { isWaiting: (allocation) => lowSince[allocation] > 0 && leavableFrom(allocation) > frame, waitsUntil };
}

/** Thin shards that the node is not on and has no free worker for. */
function thinShardsWaiting({ world: { totals, nodes } }: Logged, { node, atRisk }: NodeView): number {
  return Math.max(0, totals.shardsAtHaltRisk - atRisk - nodes.workersFree(node));
}

/**
 * Whether the node may give up allocations for thin shards now. One that rescues by `releasable` waits until none of its
 * allocations is leaving, and none was asked for just now.
 */
function mayBeginWave({ world: { provers } }: Logged, { prover, rules, leavableFrom }: NodeView): boolean {
  if (rules.thinShardRescue === "none") return false;
  if (rules.thinShardRescue === "everyNode") return true;
  return provers.leaving[prover] === 0 && leavableFrom === Number.POSITIVE_INFINITY;
}

const nothingToLeave = { leaves: [], freshUntil: Number.POSITIVE_INFINITY, best: null };

/** Whether all allocations of a node would be kept even if it could have the best of all, which most nodes need not know more than. */
function reachesBest(network: Pick<Network, "world" | "orders">, view: NodeView, order: ShardOrder): boolean {
  const listed = order.read();
  if (listed.length === 0) return true;
  const threshold = keepThreshold(order.valueOf(listed.at(0)), view.rules);
  return allocationsWithData(network, view).every((allocation) => scoreOf(network, view, allocation) >= threshold);
}

/** Allocations that it could ask to leave for score: those on shards without data are left for other reasons. */
function allocationsWithData({ world }: Pick<Network, "world">, view: NodeView): readonly number[] {
  return view.leavable.filter((allocation) => !isOnEmpty(world, allocation));
}

function scoreOf(
  { world, orders }: Pick<Network, "world" | "orders">,
  { strategy }: NodeView,
  allocation: number,
): number {
  return orders.heldScore(strategy, world.allocations.shard[allocation]);
}

/**
 * Flags the nodes that may have an allocation worth leaving. The best allocation anywhere bounds what any node compares with, so
 * a shard whose allocations still reach the threshold cannot hold such a node, and none of its provers is looked at.
 */
export function flagLeaveInterest(
  network: RulesInForce & ScenarioGiven & Logged & FrameSchedule & ShardFigures,
  frame: number,
): void {
  const { world, orders } = network;
  if (world.totals.haltedShards > 0) return;
  const older = network.olderStrategies.flatMap(({ strategies }) => strategies.all);
  for (const strategy of [...network.strategies.all, ...older]) {
    const swaps = strategy.rules.thinShardRescue !== "none" && world.totals.shardsAtHaltRisk > 0;
    const order = orders.forComparison(strategy);
    const listed = order.read();
    if (listed.length === 0) return;
    const threshold = swaps ? Number.POSITIVE_INFINITY : keepThreshold(order.valueOf(listed.at(0)), strategy.rules);
    flagProversBelow(network, { strategy, threshold: Number(threshold), frame });
  }
}

/** Flags the nodes of a strategy with an allocation that scores below a threshold; Infinity: with any. */
function flagProversBelow(
  network: RulesInForce & ScenarioGiven & Logged & FrameSchedule & ShardFigures,
  { strategy, threshold, frame }: { strategy: FollowedStrategy; threshold: number; frame: number },
): void {
  const { world, orders, rules } = network;
  const guards = guardsThinShards(rules);
  const flag = (shard: number): void => {
    if (!guards || !isAtHaltRisk(world, shard, rules, 1)) flagHolders(network, shard, { strategy, frame });
  };
  if (threshold < Number.POSITIVE_INFINITY) {
    for (const shard of shardsBelow(orders.byHeldScore(strategy), threshold)) flag(shard);
    return;
  }
  // Of all shards none has to be known by its score.
  const { count, retired, sizeBytes } = world.shards;
  for (let shard = 0; shard < count; shard++)
    if (retired[shard] === 0 && sizeBytes[shard] > 0 && isHeld(world, shard)) flag(shard);
}

function flagHolders(
  network: RulesInForce & ScenarioGiven & Logged & FrameSchedule & ShardFigures,
  shard: number,
  { strategy, frame }: { strategy: FollowedStrategy; frame: number },
): void {
  const { allocations, provers, nodes } = network.world;
  for (const allocation of holdersOf(network.world, shard)) {
    const prover = allocations.prover[allocation];
    const node = provers.node[prover];
    if (nodes.leaveInterest[node] === 1 || strategyOf(network, prover) !== strategy) continue;
    nodes.leaveInterest[node] = 1;
    network.wakeNode(node, frame);
  }
}

/** Shards on which an allocation scores below a threshold to those who hold it, in order of index. */
function shardsBelow(byHeldScore: ShardOrder, threshold: number): readonly number[] {
  const listed = byHeldScore.read();
  const below: number[] = [];
  for (let rank = 0; rank < listed.length; rank++) {
    const shard = listed.at(rank);
    if (-byHeldScore.valueOf(shard) >= threshold) break;
    below.push(shard);
  }
  return below.sort((a, b) => a - b);
}
