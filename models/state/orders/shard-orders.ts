/**
 * Shards in the order in which nodes want them. All nodes see the same network, so one order serves them all; it is
 * repaired for the shards that changed since it was last read, not sorted anew for every node.
 */
import type { Stored } from "../../../sim/table/stored.js";
import type { RewardClasses } from "../rewards/reward-classes.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { World } from "../world.js";
import { isAtHaltRisk } from "../at-risk.js";
import { ringOfCandidate, ringOfHeld } from "../../protocol/proposer/descriptors.js";
import { type RankBy, ShardOrder } from "./shard-order.js";
import { guardsThinShards, type Strategy } from "../../protocol/proposer/strategy.js";

/** The orders of one strategy, each made when first asked for. */
type OrdersOfStrategy = Partial<Record<"joins" | "comparison" | "held", ShardOrder>>;

/** The orders that the strategies of a network need. Everything follows from shards and reward classes. */
export class ShardOrders implements Stored {
  readonly #world: World;
  readonly #rewards: RewardClasses;
  readonly #rules: RuleSwitches;
  readonly #guardsThin: boolean;
  /** Whether anything is ranked by active provers. */
  #usesHeadCount = false;
  #ofStrategy = noOrders();
  readonly #all: ShardOrder[] = [];
  readonly #byHeld: ShardOrder[] = [];

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
      if (!this.#guardsThin) return this.candidateScore(strategy, shard);
      if (shards.splitFrame[shard] > 0) return -1;
      return this.candidateScore(strategy, shard) + (isAtHaltRisk(this.#world, shard, this.#rules) ? haltRiskFirst : 0);
    }));
  }

  /** The order in which allocations that a node does not have are worth having. */
  forComparison(strategy: Strategy): ShardOrder {
    return (this.#ofStrategy[strategy].comparison ??= this.#added(strategy, (shard) =>
      this.candidateScore(strategy, shard),
    ));
  }

  /** Shards with allocations in rings, by what one on them scores to those who hold it, the least first: values are negative. */
  byHeldScore(strategy: Strategy): ShardOrder {
    const orders = this.#ofStrategy[strategy];
    if (orders.held !== undefined) return orders.held;
    orders.held = this.#added(strategy, (shard) =>
      this.#world.shards.inRings[shard] === 0 ? Number.NaN : -this.heldScore(strategy, shard),
    );
    this.#byHeld.push(orders.held);
    return orders.held;
  }

  /** Score of an allocation that a node holds on the shard, has asked for or is about to leave. */
  heldScore(strategy: Strategy, shard: number): number {
    return this.#score(strategy, shard, ringOfHeld(this.#provers(shard), this.#rules));
  }

  /** Score of an allocation on the shard for a node that is not on it. */
  candidateScore(strategy: Strategy, shard: number): number {
    return this.#score(strategy, shard, ringOfCandidate(this.#provers(shard), this.#rules));
  }

  /** Score of an allocation in a ring of the shard under a strategy (`proposer.score`); exact below 2^53. */
  #score(strategy: Strategy, shard: number, ring: number): number {
    const { shards } = this.#world;
    if (strategy === "rewardGreedy") return this.#rewards.score(shards.rewardClass[shard], ring);
    if (strategy === "dataGreedy") return shards.sizeBytes[shard];
    return Math.max(0, this.#rules.maximumProvers + 1 - shards.active[shard]);
  }

  /**
   * The shard's active and joining provers were \`before\` many. Without care for thin shards one more or fewer matters
   * only where the last or the next prover comes to another ring, or where head counts are the ranking.
   */
  countsChanged(shard: number, before: number): void {
    const now = this.#provers(shard);
    const isSameRing =
      ringOfCandidate(before, this.#rules) === ringOfCandidate(now, this.#rules) &&
      ringOfHeld(before, this.#rules) === ringOfHeld(now, this.#rules);
    if (isSameRing && !this.#guardsThin && !this.#usesHeadCount) return;
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
    this.#ofStrategy = noOrders();
    this.#all.length = 0;
    this.#byHeld.length = 0;
    this.#usesHeadCount = false;
  }

  #provers(shard: number): number {
    return this.#world.shards.active[shard] + this.#world.shards.joining[shard];
  }

  #added(strategy: Strategy, rankBy: RankBy): ShardOrder {
    if (strategy === "leastReplicated") this.#usesHeadCount = true;
    const order = new ShardOrder(this.#world.shards, rankBy);
    this.#all.push(order);
    return order;
  }
}

const noOrders = (): Record<Strategy, OrdersOfStrategy> => ({ rewardGreedy: {}, dataGreedy: {}, leastReplicated: {} });

/** Above every score, and still exact with one added: scores stay below it. */
const haltRiskFirst = 2 ** 52;
