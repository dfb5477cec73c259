import { isAtHaltRisk } from "../../state/at-risk.js";
import type { Network, RulesInForce, ShardFigures } from "../../changes/network.js";
import { mayGo } from "../../changes/allocations/releasing.js";
import { byBytes } from "../../protocol/ground/compare.js";
import { Status } from "../../state/allocations.js";
import type { Logged } from "../../state/log/log-of.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { FollowedStrategy } from "../../scenario/followed.js";
import { answerLeaves, type Answers, type Judgement } from "../../protocol/proposer/decide.js";
import { grantSwaps } from "../../protocol/proposer/swap-leaves.js";
import type { NodeView } from "./node-view.js";

/** A judgement in plain numbers that knows on which shard the best allocation would be; −1: there is none. */
export interface PendingJudgement extends Judgement<number> {
  scoreOf(allocation: number): number | undefined;
  readonly best: number;
  readonly bestShard: number;
}

/** What a node scores its pending allocations by: an object of one class, where closures would be five for each of its looks. */
class PendingScores implements PendingJudgement {
  readonly rules: RuleSwitches;
  readonly compareJoins?: (a: number, b: number) => number;
  best: number;
  bestShard: number;
  readonly #house: Pick<Network, "world" | "orders">;
  readonly #strategy: FollowedStrategy;

  constructor(house: Pick<Network, "world" | "orders">, { strategy, rules, prover }: NodeView) {
    this.#house = house;
    this.#strategy = strategy;
    this.rules = rules;
    const { world, orders } = house;
    const order = orders.forComparison(strategy);
    const other = order.bestBut((shard) => world.allocationIndex.has(prover, shard));
    this.best = other === undefined ? 0 : order.valueOf(other);
    this.bestShard = other ?? -1;
    if (rules.thinShardRescue === "releasable") this.compareJoins = (a, b) => this.#compare(a, b);
  }

  scoreOf(allocation: number): number | undefined {
    const { world, orders } = this.#house;
    const shard = world.allocations.shard[allocation];
    return world.shards.sizeBytes[shard] === 0 ? undefined : orders.heldScore(this.#strategy, shard);
  }

  isThin(allocation: number, spare: number): boolean {
    const { world } = this.#house;
    return isAtHaltRisk(world, world.allocations.shard[allocation], this.rules, spare);
  }

  /** Thin shards first, then the best, then by filter. */
  #compare(a: number, b: number): number {
    const { allocations, shards } = this.#house.world;
    const urgency = Number(this.isThin(b, 0)) - Number(this.isThin(a, 0));
    const score = (this.scoreOf(b) ?? 0) - (this.scoreOf(a) ?? 0);
    return urgency || score || byBytes(shards.filter[allocations.shard[a]], shards.filter[allocations.shard[b]]);
  }
}

/** The scores by which a node judges pending allocations, and the best of all allocations it could have. */
export function judgePending(
  house: Pick<Network, "world" | "orders">,
  view: NodeView,
  pending: readonly number[],
): PendingJudgement {
  const judgement = new PendingScores(house, view);
  const { shard, status } = house.world.allocations;
  for (const allocation of pending) {
    if (status[allocation] !== Status.joining && status[allocation] !== Status.leaving) continue;
    const score = judgement.scoreOf(allocation);
    if (score === undefined || score <= judgement.best) continue;
    judgement.best = score;
    judgement.bestShard = shard[allocation];
  }
  return judgement;
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
