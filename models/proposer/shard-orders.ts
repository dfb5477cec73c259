/**
 * Shards in the order in which nodes want them. All nodes see the same network, so one order serves them all; it is
 * repaired for the shards that changed since it was last read, not sorted anew for every node.
 */
import type { RewardClasses } from "../emission/reward-classes.js";
import { dampenedJoinerRing, joinerRing } from "../ring/info.js";
import type { RuleSwitches } from "../rule-sets.js";
import type { World } from "../world.js";
import { isAtHaltRisk } from "../coverage/at-risk.js";
import { type RankBy, ShardOrder } from "./shard-order.js";
import { guardsThinShards, type Strategy } from "./strategy.js";

/** The orders of one strategy, each made when first asked for. */
type OrdersOfStrategy = Partial<Record<"joins" | "comparison" | "seats", ShardOrder>>;

/** The orders that the strategies of a network need. */
export class ShardOrders {
  readonly #world: World;
  readonly #rewards: RewardClasses;
  readonly #rules: RuleSwitches;
  readonly #guardsThin: boolean;
  /** Whether anything is ranked by active provers. */
  #countsHeads = false;
  readonly #ofStrategy: Record<Strategy, OrdersOfStrategy> = {
    rewardGreedy: {},
    dataGreedy: {},
    leastReplicated: {},
  };
  readonly #all: ShardOrder[] = [];
  readonly #bySeat: ShardOrder[] = [];

  constructor(world: World, rewards: RewardClasses, rules: RuleSwitches) {
    this.#world = world;
    this.#rewards = rewards;
    this.#rules = rules;
    this.#guardsThin = guardsThinShards(rules);
  }

  /**
   * The order in which a node plans joins: under epochs shards at risk of a halt first, and those that refuse joins
   * because a split is noted last, with a negative value.
   */
  forJoins(strategy: Strategy): ShardOrder {
    return (this.#ofStrategy[strategy].joins ??= this.#added(strategy, (shard) => {
      const { shards } = this.#world;
      if (!this.#guardsThin) return this.#toJoin(strategy, shard);
      if (shards.splitFrame[shard] > 0) return -1;
      return this.#toJoin(strategy, shard) + (isAtHaltRisk(this.#world, shard, this.#rules) ? haltRiskFirst : 0);
    }));
  }

  /** The order in which places that a node does not have are worth having, by the ring of one more prover. */
  forComparison(strategy: Strategy): ShardOrder {
    return (this.#ofStrategy[strategy].comparison ??= this.#added(strategy, (shard) =>
      this.score(strategy, shard, joinerRing(this.#provers(shard), this.#rules.ringSize)),
    ));
  }

  /**
   * Shards with somebody in their rings, by what the place in the deepest of them scores, the least first: values are
   * negative scores.
   */
  byWorstSeat(strategy: Strategy): ShardOrder {
    const orders = this.#ofStrategy[strategy];
    if (orders.seats !== undefined) return orders.seats;
    orders.seats = this.#added(strategy, (shard) => {
      const inRings = this.#world.shards.inRings[shard];
      if (inRings === 0) return Number.NaN;
      return -this.score(strategy, shard, Math.floor((inRings - 1) / this.#rules.ringSize));
    });
    this.#bySeat.push(orders.seats);
    return orders.seats;
  }

  /** Score of a place in a ring of the shard under a strategy (`proposer.score`); exact below 2^53. */
  score(strategy: Strategy, shard: number, ring: number): number {
    const { shards } = this.#world;
    if (strategy === "rewardGreedy") return this.#rewards.score(shards.rewardClass[shard], ring);
    if (strategy === "dataGreedy") return shards.sizeBytes[shard];
    return Math.max(0, this.#rules.maximumProvers + 1 - shards.active[shard]);
  }

  #toJoin(strategy: Strategy, shard: number): number {
    const { ringSize } = this.#rules;
    const provers = this.#provers(shard);
    const ring = this.#guardsThin ? dampenedJoinerRing(provers, ringSize) : joinerRing(provers, ringSize);
    return this.score(strategy, shard, ring);
  }

  /**
   * The shard's active and joining provers were \`before\` many. Without care for thin shards one more or fewer matters
   * only where the next prover would come to another ring, or where heads are what is counted.
   */
  countsChanged(shard: number, before: number): void {
    const { ringSize } = this.#rules;
    const isSameRing = joinerRing(before, ringSize) === joinerRing(this.#provers(shard), ringSize);
    if (isSameRing && !this.#guardsThin && !this.#countsHeads) return;
    this.changed(shard);
  }

  /** The shard's coverage, size or existence changed. */
  changed(shard: number): void {
    for (let k = 0; k < this.#all.length; k++) this.#all[k].changed(shard);
  }

  /** Seats in the rings of the shard were taken or given up. */
  seatsChanged(shard: number): void {
    for (let k = 0; k < this.#bySeat.length; k++) this.#bySeat[k].changed(shard);
  }

  /** Sizes changed: every score with them. */
  rebuild(): void {
    for (const order of this.#all) order.rebuild();
  }

  #provers(shard: number): number {
    return this.#world.shards.active[shard] + this.#world.shards.joining[shard];
  }

  #added(strategy: Strategy, rankBy: RankBy): ShardOrder {
    if (strategy === "leastReplicated") this.#countsHeads = true;
    const order = new ShardOrder(this.#world.shards, rankBy);
    this.#all.push(order);
    return order;
  }
}

/** Above every score, and still exact with one added: scores stay below it. */
const haltRiskFirst = 2 ** 52;
