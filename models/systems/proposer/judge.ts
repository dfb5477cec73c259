import { isAtHaltRisk } from "../../state/at-risk.js";
import type { Network, RulesInForce, ShardFigures } from "../../changes/network.js";
import { mayGo } from "../../changes/allocations/releasing.js";
import { byBytes } from "../../protocol/ground/compare.js";
import { Status } from "../../state/allocations.js";
import type { Logged } from "../../state/log/log-of.js";
import { answerLeaves, type Answers, type Judgement } from "../../protocol/proposer/decide.js";
import { grantSwaps } from "../../protocol/proposer/swap-leaves.js";
import type { NodeView } from "./node-view.js";

/** A judgement in plain numbers that knows on which shard the best allocation would be; −1: there is none. */
export interface PendingJudgement extends Judgement<number> {
  readonly scoreOf: (allocation: number) => number | undefined;
  readonly best: number;
  readonly bestShard: number;
}

/** The scores by which a node judges pending allocations, and the best of all allocations it could have. */
export function judgePending(
  { world, orders }: Pick<Network, "world" | "orders">,
  view: NodeView,
  pending: readonly number[],
): PendingJudgement {
  const { rules } = view;
  const order = orders.forComparison(view.strategy);
  const other = order.bestBut((shard) => world.allocationIndex.has(view.prover, shard));
  const { shard, status } = world.allocations;
  const scoreOf = (allocation: number): number => orders.heldScore(view.strategy, shard[allocation]);
  const isGone = (allocation: number): boolean => world.shards.sizeBytes[shard[allocation]] === 0;
  let best = other === undefined ? 0 : order.valueOf(other);
  let bestShard = other ?? -1;
  for (const allocation of pending) {
    const isOpen = status[allocation] === Status.joining || status[allocation] === Status.leaving;
    if (!isOpen || isGone(allocation)) continue;
    const score = scoreOf(allocation);
    if (score <= best) continue;
    best = score;
    bestShard = shard[allocation];
  }
  const isThin = (allocation: number, spare: number): boolean => isAtHaltRisk(world, shard[allocation], rules, spare);
  const urgency = (allocation: number): number => (isThin(allocation, 0) ? 0 : 1);
  const { filter } = world.shards;
  const judgement: PendingJudgement = {
    scoreOf: (allocation) => (isGone(allocation) ? undefined : scoreOf(allocation)),
    isThin,
    best,
    bestShard,
    rules,
  };
  if (rules.thinShardRescue !== "releasable") return judgement;
  return {
    ...judgement,
    compareJoins: (a, b) =>
      urgency(a) - urgency(b) || scoreOf(b) - scoreOf(a) || byBytes(filter[shard[a]], filter[shard[b]]),
  };
}

/** Leaves that the node confirms and takes back; where it rescues by `releasable`, some that score enough go to thin shards. */
export function judgeLeaves(
  network: RulesInForce & Logged & Pick<ShardFigures, "orders">,
  view: NodeView,
  judgement: Judgement<number>,
): Answers<number> {
  const answers = answerLeaves(view.openLeaves, judgement);
  if (view.rules.thinShardRescue !== "releasable") return answers;
  const { world } = network;
  const scoreOf = (allocation: number): number => Number(judgement.scoreOf(allocation) ?? 0);
  return grantSwaps(answers, {
    waiting: world.totals.shardsAtHaltRisk - view.atRisk,
    freeWorkers: world.nodes.workersFree(view.node),
    confirmedDepartures: view.confirmedDepartures,
    // A sort is stable: equal ones stay in the order in which they were asked for.
    worstFirst: (rejected) => rejected.toSorted((a, b) => scoreOf(a) - scoreOf(b)),
    isGranted: (allocation) => mayGo(network, allocation),
  });
}
