import { choose } from "../../../sim/random/distributions/choose.js";
import { filtersPerMessage } from "../../protocol/lifecycle/transition.js";
import type { Network } from "../../changes/network.js";
import type { NodeView } from "./node-view.js";
import type { RankedList } from "../../state/orders/ranked-list.js";
import type { ShardOrder } from "../../state/orders/shard-order.js";

/**
 * Shards that a node's free workers propose to join, best first (`proposer.plan`): of equal shards a reward-greedy
 * node takes some at random, as the node's shuffle does. It passes over shards that it has an allocation on.
 */
export function pickJoins(network: Network, view: NodeView, frame: number): readonly number[] {
  const { world, orders, draws } = network;
  const { allocationIndex } = world;
  const wanted = Math.min(world.provers.workersFree(view.prover), filtersPerMessage);
  const order = orders.forJoins(view.strategy);
  const listed = order.read();
  const picks: number[] = [];
  for (let from = 0; from < listed.length && picks.length < wanted;) {
    const first = listed.at(from);
    if (order.valueOf(first) < 0) break;
    const to = view.strategy === "rewardGreedy" ? endOfEqual(order, listed, from) : from + 1;
    if (to === from + 1) {
      if (!allocationIndex.has(view.prover, first)) picks.push(first);
    } else {
      // As many as are wanted even if the node already has every one of its shards among the first drawn.
      const take = Math.min(to - from, wanted - picks.length + allocationIndex.count(view.prover));
      const source = draws.nodes.purpose("equal shards").frameCursor(view.prover, frame, from);
      for (const position of choose(source, { take, from: to - from })) {
        const shard = listed.at(from + position);
        if (picks.length < wanted && !allocationIndex.has(view.prover, shard)) picks.push(shard);
      }
    }
    from = to;
  }
  return picks;
}

/** End of the run of shards with the same value that begins at `from`, found in steps that double and halve. */
function endOfEqual(order: ShardOrder, listed: RankedList, from: number): number {
  const value = order.valueOf(listed.at(from));
  let step = 1;
  while (from + step < listed.length && order.valueOf(listed.at(from + step)) === value) step *= 2;
  let low = from + (step >> 1);
  let high = Math.min(from + step, listed.length);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (order.valueOf(listed.at(middle)) === value) low = middle;
    else high = middle;
  }
  return high;
}
