import { filtersPerMessage } from "../../protocol/lifecycle/transition.js";
import type { RandomDraws, ShardFigures } from "../../changes/network.js";
import type { JoinLook } from "../../strategies/strategy.js";
import type { NodeView } from "./node-view.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * Shards that a node's free workers propose to join, best first (`proposer.plan`), as its strategy picks them. Throws an
 * `Error` if those are not what it may pick.
 */
export function pickJoins(
  network: Logged & RandomDraws & ShardFigures,
  view: NodeView,
  frame: number,
): readonly number[] {
  const look = joinLook(network, view, frame);
  const picks = view.strategy.pickJoins(look);
  const isWrong = picks.length > look.wanted || picks.some((shard, k) => look.holds(shard) || picks.indexOf(shard) < k);
  if (isWrong) throw new Error(`a strategy picks ${picks.join(", ")}; wanted: ${look.wanted} shards it is not on`);
  return picks;
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
