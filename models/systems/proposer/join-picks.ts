import { filtersPerMessage } from "../../protocol/lifecycle/transition.js";
import type { ProverWatches, RandomDraws, RulesInForce, ShardFigures } from "../../changes/network.js";
import { entryRing } from "./entry-ring.js";
import { huntPicks } from "./hunting.js";
import type { JoinLook } from "../../strategies/strategy.js";
import type { NodeView } from "./node-view.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * Shards that a node's free workers propose to join, best first (`proposer.plan`), as its strategy picks them; where it has an
 * order of thin shards of its own (`proposer.thinTargets`), those come first. Throws a `RunRefusal` if the strategy picks what it may not.
 */
export function pickJoins(
  network: RulesInForce & Logged & RandomDraws & ShardFigures & ProverWatches,
  view: NodeView,
  frame: number,
): readonly number[] {
  const look = joinLook(network, view, frame);
  const hunter = network.attackers.hunterOf(view.prover);
  if (hunter >= 0) return huntPicks(network, hunter, look);
  if (view.rules.thinTargets !== "hash") return view.strategy.pickJoins(look);
  const rescued = ownTargets(network, view, look);
  if (rescued.length === look.wanted) return rescued;
  const rest = {
    ...look,
    wanted: look.wanted - rescued.length,
    allocations: look.allocations + rescued.length,
    holds: (shard: number) => look.holds(shard) || rescued.includes(shard),
  };
  return [...rescued, ...view.strategy.pickJoins(rest)];
}

/** Thin shards that the node proposes to join, in the order of its own: they stand before all others in the order of joins. */
function ownTargets(
  { world, orders }: Logged & ShardFigures,
  { prover, strategy }: NodeView,
  look: JoinLook,
): readonly number[] {
  const isPassed = (shard: number): boolean => look.holds(shard);
  const address = (): string => world.provers.addressHex(prover);
  return orders.thinTargets(strategy, { address, wanted: look.wanted, isPassed });
}

function joinLook(
  network: RulesInForce & Logged & RandomDraws & ShardFigures,
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
    entryRing: (shard) => entryRing(network, prover, shard),
    draws: (n) => draws.provers.purpose("equal shards").frameCursor(prover, frame, n),
  };
}
