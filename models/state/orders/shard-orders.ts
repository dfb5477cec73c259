/**
 * Shards in the order in which nodes want them. All nodes see the same network, so one order serves them all; it is
 * repaired for the shards that changed since it was last read, not sorted anew for every node.
 */
import { isHeld } from "../holders.js";
import type { Stored } from "../../../sim/table/stored.js";
import type { RewardClasses } from "../rewards/reward-classes.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { World } from "../world.js";
import { isAtHaltRisk } from "../at-risk.js";
import { type ProversOfShard, ringOfCandidate, ringOfHeld } from "../../protocol/proposer/descriptors.js";
import { FilterRanks } from "./filter-ranks.js";
import { type RankBy, ShardOrder } from "./shard-order.js";
import { LotOrder } from "../../protocol/proposer/lot-order.js";
import { guardsThinShards } from "../../protocol/proposer/strategy.js";
import type { FollowedStrategy } from "../../scenario/followed.js";
import { TableShardView } from "./shard-view.js";

/** The orders of one strategy, each made when first asked for. */
type OrdersOfStrategy = Partial<Record<"joins" | "comparison" | "held", ShardOrder>> & { thin?: ThinShards };

/** Shards at risk of a halt that stand first in the order of joins, as it was in one version. */
interface ThinShards {
  readonly version: number;
  /** Ascending. */
  readonly shards: Int32Array;
}

/** The orders that the strategies of a network need. Everything follows from shards and reward classes. */
export class ShardOrders implements Stored {
  readonly #world: World;
  readonly #view: TableShardView;
  readonly #rules: RuleSwitches;
  /** By index of the strategy. */
  readonly #ofStrategy: OrdersOfStrategy[] = [];
  readonly #all: ShardOrder[] = [];
  readonly #byHeld: ShardOrder[] = [];
  /** By shard: what a filter is never changes, so that only new ones are added. */
  #lots = new LotOrder();
  #filters: FilterRanks;
  /** By head count, memoised, as one number: the ring that a prover of the shard reckons itself in, and the one that another would come into. */
  readonly #ringsOf: number[] = [];

  constructor(world: World, rewards: RewardClasses, rules: RuleSwitches) {
    this.#world = world;
    this.#view = new TableShardView(world, rewards);
    this.#rules = rules;
    this.#filters = new FilterRanks(world.shards);
  }

  /**
   * The order in which a node plans joins: shards at risk of a halt first, unless it has no `thinTargets`, and those that refuse
   * joins under epochs because a split is noted last, with a negative value.
   */
  forJoins(strategy: FollowedStrategy): ShardOrder {
    const rescuesThin = strategy.rules.thinTargets !== "none";
    return (this.#of(strategy).joins ??= this.#added((shard) => {
      if (this.#guardsThin && this.#world.shards.splitFrame[shard] > 0) return -1;
      const worth = this.#candidateWorth(strategy, shard);
      const isRescued = rescuesThin && worth >= 0 && isAtHaltRisk(this.#world, shard, this.#rules);
      return isRescued ? worth + haltRiskFirst : worth;
    }));
  }

  /** The order in which allocations that a node does not have are worth having. */
  forComparison(strategy: FollowedStrategy): ShardOrder {
    return (this.#of(strategy).comparison ??= this.#added((shard) => this.candidateScore(strategy, shard)));
  }

  /** Shards with allocations in rings, by what one on them scores to those who hold it, the least first: values are negative. */
  byHeldScore(strategy: FollowedStrategy): ShardOrder {
    const orders = this.#of(strategy);
    if (orders.held !== undefined) return orders.held;
    orders.held = this.#added((shard) => (isHeld(this.#world, shard) ? -this.heldScore(strategy, shard) : Number.NaN));
    this.#byHeld.push(orders.held);
    return orders.held;
  }

  /**
   * Shards at risk of a halt in the order of an address's own (`proposer.thinTargets`), so many of those that `isPassed` does not pass
   * over.
   */
  thinTargets(
    strategy: FollowedStrategy,
    { address, wanted, isPassed }: { address: () => string; wanted: number; isPassed: (shard: number) => boolean },
  ): readonly number[] {
    const thin = this.#thin(strategy);
    if (thin.length === 0 || wanted === 0) return [];
    const { filter, count } = this.#world.shards;
    while (this.#lots.count < count) this.#lots.add(filter[this.#lots.count]);
    this.#lots.setCandidates(thin);
    return this.#lots.firstOf(address(), wanted, isPassed);
  }

  /** What an allocation that a node holds, has asked for or is about to leave is worth to it; 0 at least. */
  heldScore(strategy: FollowedStrategy, shard: number): number {
    return Math.max(0, this.#worth(strategy, shard, ringOfHeld(this.#provers(shard), this.#rules)));
  }

  /** What an allocation on the shard is worth to a node that is not on it; 0 at least. */
  candidateScore(strategy: FollowedStrategy, shard: number): number {
    return Math.max(0, this.#candidateWorth(strategy, shard));
  }

  #candidateWorth(strategy: FollowedStrategy, shard: number): number {
    return this.#worth(strategy, shard, ringOfCandidate(this.#proversOf(shard), this.#rules));
  }

  /** Worth of an allocation in a ring of the shard under a strategy. Throws `RangeError` for what is none. */
  #worth({ worth }: FollowedStrategy, shard: number, ring: number): number {
    const value = worth(this.#view.at(shard, ring));
    if (value < worthLimit && value > -worthLimit) return value;
    throw new RangeError(`a strategy's worth of a shard is ${value}; allowed are numbers below 2^52`);
  }

  /**
   * The shard's active and joining provers were \`before\` many. Without care for thin shards one more or fewer matters
   * only where the last or the next prover comes to another ring, or where head counts are the ranking.
   */
  countsChanged(shard: number, before: number): void {
    const now = this.#provers(shard);
    const followsEach = this.#guardsThin || this.#rules.thinShardRescue === "releasable" || this.#view.hasCountedHeads;
    if (!followsEach && this.#isSameRing(before, now)) return;
    this.changed(shard);
  }

  /** The shard's coverage, size or existence changed. */
  changed(shard: number): void {
    for (let k = 0; k < this.#all.length; k++) this.#all[k].changed(shard);
  }

  /** Positions in the rings of the shard were taken or given up. */
  ringsChanged(shard: number): void {
    for (let k = 0; k < this.#byHeld.length; k++) this.#byHeld[k].changed(shard);
  }

  /** Sizes changed: every score with them. */
  rebuild(): void {
    for (const order of this.#all) order.rebuild();
  }

  /** Nothing: orders are made anew when they are first asked for. */
  save(): void {}

  load(): void {
    this.forget();
    this.#lots = new LotOrder();
    this.#filters = new FilterRanks(this.#world.shards);
  }

  /** Drops all orders: strategies or rules have become others. */
  forget(): void {
    this.#ofStrategy.length = 0;
    this.#all.length = 0;
    this.#byHeld.length = 0;
    this.#ringsOf.length = 0;
    this.#view.hasCountedHeads = false;
  }

  /** Shards that stand in the order of joins because they are thin: they are its first. */
  #thin(strategy: FollowedStrategy): Int32Array {
    const order = this.forJoins(strategy);
    const listed = order.read();
    const orders = this.#of(strategy);
    if (orders.thin?.version === order.version) return orders.thin.shards;
    let low = 0;
    let high = listed.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (order.valueOf(listed.at(middle)) >= haltRiskFirst) low = middle + 1;
      else high = middle;
    }
    const shards = Int32Array.from({ length: low }, (_unused, rank) => listed.at(rank)).sort();
    orders.thin = { version: order.version, shards };
    return shards;
  }

  /** A release may bring epochs, and with them care for thin shards. */
  get #guardsThin(): boolean {
    return guardsThinShards(this.#rules);
  }

  #of({ index }: FollowedStrategy): OrdersOfStrategy {
    return (this.#ofStrategy[index] ??= {});
  }

  #isSameRing(before: number, now: number): boolean {
    return before === now || this.#ringsAt(before) === this.#ringsAt(now);
  }

  #ringsAt(heads: number): number {
    const rings = this.#ringsOf;
    for (let provers = rings.length; provers <= heads; provers++) {
      const candidate = ringOfCandidate({ provers, projected: provers }, this.#rules);
      rings.push(ringOfHeld(provers, this.#rules) * ringsMax + candidate);
    }
    return rings[heads];
  }

  #proversOf(shard: number): ProversOfShard {
    const { leaving, departing } = this.#world.shards;
    const provers = this.#provers(shard);
    return { provers, projected: provers + leaving[shard] - departing[shard] };
  }

  #provers(shard: number): number {
    return this.#world.shards.active[shard] + this.#world.shards.joining[shard];
  }

  #added(rankBy: RankBy): ShardOrder {
    const order = new ShardOrder(this.#world.shards, this.#filters, rankBy);
    this.#all.push(order);
    return order;
  }
}

/** Above every worth, and still exact with one added. */
const worthLimit = 2 ** 52;
const haltRiskFirst = worthLimit;
/** Above every ring of a candidate. */
const ringsMax = 2 ** 26;
