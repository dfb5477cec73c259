import { isAtHaltRisk } from "../../state/at-risk.js";
import type { Network } from "../../changes/network.js";
import { Status } from "../../state/allocations.js";
import type { Judgement } from "../../protocol/proposer/decide.js";
import type { NodeView } from "./node-view.js";

/** The scores by which a node judges pending allocations, and the best of all allocations it could have. */
export function judgePending(
  { world, orders }: Pick<Network, "world" | "orders">,
  view: NodeView,
  pending: readonly number[],
): Judgement<number> {
  const { rules } = view;
  const order = orders.forComparison(view.strategy);
  const other = order.bestBut((shard) => world.allocationIndex.has(view.prover, shard));
  const { shard, status } = world.allocations;
  const scoreOf = (allocation: number): number => orders.heldScore(view.strategy, shard[allocation]);
  const isGone = (allocation: number): boolean => world.shards.sizeBytes[shard[allocation]] === 0;
  let best = other === undefined ? 0 : order.valueOf(other);
  for (const allocation of pending) {
    if (status[allocation] === Status.joining || status[allocation] === Status.leaving) {
      best = Math.max(best, isGone(allocation) ? 0 : scoreOf(allocation));
    }
  }
  return {
    scoreOf: (allocation) => (isGone(allocation) ? undefined : scoreOf(allocation)),
    isThin: (allocation, spare) => isAtHaltRisk(world, shard[allocation], rules, spare),
    best,
    rules,
  };
}
