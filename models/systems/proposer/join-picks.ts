import { byBytes } from "../../protocol/ground/compare.js";
import { filtersPerMessage } from "../../protocol/lifecycle/transition.js";
import type { RandomDraws, ShardFigures } from "../../changes/network.js";
import { isRescueFirst } from "../../state/orders/shard-orders.js";
import type { JoinLook } from "../../strategies/strategy.js";
import type { NodeView } from "./node-view.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * Shards that a node's free workers propose to join, best first (`proposer.plan`), as its strategy picks them; where it has an
 * order of thin shards of its own (`proposer.thinTargets`), those come first. Throws an `Error` if the strategy picks what it may not.
 */
export function pickJoins(
  network: Logged & RandomDraws & ShardFigures,
  view: NodeView,
  frame: number,
): readonly number[] {
  const look = joinLook(network, view, frame);
  if (view.rules.thinTargets !== "hash") return pickByStrategy(view, look);
  const rescued = ownTargets(network, view, look);
  if (rescued.length === look.wanted) return rescued;
  const rest = {
    ...look,
    wanted: look.wanted - rescued.length,
    allocations: look.allocations + rescued.length,
    holds: (shard: number) => look.holds(shard) || rescued.includes(shard),
  };
  return [...rescued, ...pickByStrategy(view, rest)];
}

function pickByStrategy({ strategy }: NodeView, look: JoinLook): readonly number[] {
  const picks = strategy.pickJoins(look);
  const isWrong = picks.length > look.wanted || picks.some((shard, k) => look.holds(shard) || picks.indexOf(shard) < k);
  if (isWrong) throw new Error(`a strategy picks ${picks.join(", ")}; wanted: ${look.wanted} shards it is not on`);
  return picks;
}

/** Thin shards that the node proposes to join, in the order of its own: they stand before all others in the order of joins. */
function ownTargets({ world, orders }: Logged & ShardFigures, { prover }: NodeView, look: JoinLook): readonly number[] {
  const { filter } = world.shards;
  const thin = thinCount(look);
  if (thin === 0 || look.wanted === 0) return [];
  const lots = orders.lotsOf(world.provers.addressHex(prover));
  // Where most of a large network is thin each node passes over thousands, so that whole hashes are compared of equal heads only.
  const isBefore = (a: Target, b: Target): boolean =>
    a.head === b.head
      ? (byBytes(lots.lotOf(a.shard), lots.lotOf(b.shard)) || byBytes(filter[a.shard], filter[b.shard])) < 0
      : a.head < b.head;
  const targets: Target[] = [];
  let worst = Number.POSITIVE_INFINITY;
  for (let rank = 0; rank < thin; rank++) {
    const shard = look.shardAt(rank);
    const head = lots.headOf(shard);
    if (head > worst || look.holds(shard)) continue;
    insertInOrder(targets, { shard, head }, isBefore);
    if (targets.length > look.wanted) targets.pop();
    if (targets.length === look.wanted) worst = targets[targets.length - 1].head;
  }
  return targets.map(({ shard }) => shard);
}

/** A thin shard, and the first 32 bits of the node's lot for it. */
interface Target {
  readonly shard: number;
  readonly head: number;
}

/** How many shards at the top of the order of joins are there because they are thin. */
function thinCount(look: JoinLook): number {
  let low = 0;
  let high = look.shardCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isRescueFirst(look.valueOf(look.shardAt(middle)))) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insertInOrder(targets: Target[], target: Target, isBefore: (a: Target, b: Target) => boolean): void {
  let at = targets.length;
  while (at > 0 && isBefore(target, targets[at - 1])) at--;
  targets.splice(at, 0, target);
}

function joinLook(
  network: Logged & RandomDraws & ShardFigures,
  { prover, strategy }: NodeView,
  frame: number,
): JoinLook {
  const { world, orders, draws } = network;
  const { allocationIndex, provers, nodes } = world;
  const order = orders.forJoins(strategy);
  const listed = order.read();
  return {
    wanted: Math.min(nodes.workersFree(provers.node[prover]), filtersPerMessage),
    shardCount: listed.length,
    shardAt: (rank) => listed.at(rank),
    valueOf: (shard) => order.valueOf(shard),
    allocations: allocationIndex.count(prover),
    holds: (shard) => allocationIndex.has(prover, shard),
    draws: (n) => draws.provers.purpose("equal shards").frameCursor(prover, frame, n),
  };
}
