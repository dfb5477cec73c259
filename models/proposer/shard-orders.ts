/**
 * Shards in the order in which nodes want them. All nodes see the same network, so one order serves them all; it is
 * repaired for the shards that changed since it was last read, not sorted anew for every node.
 */
import { byBytes } from "../compare.js";
import type { RewardClasses } from "../emission/reward-classes.js";
import { dampenedJoinerRing, ringInfo } from "../ring/info.js";
import type { RuleSwitches } from "../rule-sets.js";
import { grown } from "../state/columns.js";
import type { Shards } from "../state/shards.js";
import type { World } from "../world.js";
import { isAtHaltRisk } from "../coverage/at-risk.js";
import { guardsThinShards, type Strategy } from "./strategy.js";

/** What a strategy ranks by, higher first; equal values are equal to a node, and listed larger first, then by filter. */
export type RankBy = (shard: number) => number;

/** One order, repaired when read. */
export class ShardOrder {
  readonly #shards: Shards;
  readonly #rankBy: RankBy;
  /** Value by which each shard stands in `#order`; NaN for one that is not listed. */
  #value = new Float64Array(0);
  #order = new Int32Array(0);
  #length = 0;
  /** Takes the next order while the present one is read. */
  #spare = new Int32Array(0);
  #changed: number[] = [];
  #isChanged = new Uint8Array(0);
  #isMoved = new Uint8Array(0);

  constructor(shards: Shards, rankBy: RankBy) {
    this.#shards = shards;
    this.#rankBy = rankBy;
    this.rebuild();
  }

  /** The shard's counts, size or existence changed. */
  changed(shard: number): void {
    if (shard >= this.#isChanged.length) this.#widen();
    if (this.#isChanged[shard] === 1) return;
    this.#isChanged[shard] = 1;
    this.#changed.push(shard);
  }

  /** Live shards that hold data, best first, equal ones larger first, then by filter. Valid until the next change. */
  read(): Int32Array {
    if (this.#changed.length > 0) this.#repair();
    return this.#order.subarray(0, this.#length);
  }

  /** The value that the shard stands in the order with. */
  valueOf(shard: number): number {
    return this.#value[shard];
  }

  /** Everything changed. */
  rebuild(): void {
    this.#widen();
    this.#forgetChanges();
    this.#length = 0;
    this.#value.fill(Number.NaN);
    for (let shard = 0; shard < this.#shards.count; shard++) {
      if (!this.#isListed(shard)) continue;
      this.#value[shard] = this.#rankBy(shard);
      this.#order[this.#length++] = shard;
    }
    this.#order.subarray(0, this.#length).sort(this.#compare);
  }

  readonly #compare = (a: number, b: number): number =>
    this.#value[b] - this.#value[a] ||
    this.#shards.sizeBytes[b] - this.#shards.sizeBytes[a] ||
    byBytes(this.#shards.filter[a], this.#shards.filter[b]);

  #isListed(shard: number): boolean {
    return this.#shards.retired[shard] === 0 && this.#shards.sizeBytes[shard] > 0;
  }

  /** Takes out what moved, and merges it back in where it belongs: one pass over the order. */
  #repair(): void {
    const entering: number[] = [];
    let moved = 0;
    for (const shard of this.#changed) {
      const value = this.#isListed(shard) ? this.#rankBy(shard) : Number.NaN;
      if (Object.is(value, this.#value[shard])) continue;
      moved++;
      this.#isMoved[shard] = 1;
      this.#value[shard] = value;
      if (!Number.isNaN(value)) entering.push(shard);
    }
    if (moved > 0) {
      entering.sort(this.#compare);
      this.#merge(entering);
      for (const shard of this.#changed) this.#isMoved[shard] = 0;
    }
    this.#forgetChanges();
  }

  #merge(entering: readonly number[]): void {
    const order = this.#order;
    const merged = this.#spare;
    let length = 0;
    let next = 0;
    for (let k = 0; k < this.#length; k++) {
      const shard = order[k];
      if (this.#isMoved[shard] === 1) continue;
      while (next < entering.length && this.#compare(entering[next], shard) < 0) merged[length++] = entering[next++];
      merged[length++] = shard;
    }
    while (next < entering.length) merged[length++] = entering[next++];
    this.#order = merged;
    this.#spare = order;
    this.#length = length;
  }

  #forgetChanges(): void {
    for (const shard of this.#changed) this.#isChanged[shard] = 0;
    this.#changed = [];
  }

  #widen(): void {
    const capacity = this.#shards.sizeBytes.length;
    const known = this.#isChanged.length;
    if (capacity <= known) return;
    this.#isChanged = grown(this.#isChanged, capacity);
    this.#isMoved = grown(this.#isMoved, capacity);
    this.#value = grown(this.#value, capacity).fill(Number.NaN, known);
    this.#order = grown(this.#order, capacity);
    this.#spare = grown(this.#spare, capacity);
  }
}

/** The orders that the strategies of a network need, made when first asked for. */
export class ShardOrders {
  readonly #world: World;
  readonly #rewards: RewardClasses;
  readonly #rules: RuleSwitches;
  // Iterated to pass changes on, which is the same in any order; otherwise reached by key.
  readonly #orders = new Map<string, ShardOrder>();

  constructor(world: World, rewards: RewardClasses, rules: RuleSwitches) {
    this.#world = world;
    this.#rewards = rewards;
    this.#rules = rules;
  }

  /**
   * The order in which a node plans joins: under epochs shards at risk of a halt first, and those that refuse joins
   * because a split is noted last, with a negative value.
   */
  forJoins(strategy: Strategy): ShardOrder {
    return this.#order(`joins ${strategy}`, (shard) => {
      const { shards } = this.#world;
      if (!guardsThinShards(this.#rules)) return this.#toJoin(strategy, shard);
      if (shards.splitFrame[shard] > 0) return -1;
      return this.#toJoin(strategy, shard) + (isAtHaltRisk(this.#world, shard, this.#rules) ? haltRiskFirst : 0);
    });
  }

  /** The order in which places that a node does not have are worth having, by the ring of one more prover. */
  forComparison(strategy: Strategy): ShardOrder {
    return this.#order(`comparison ${strategy}`, (shard) => {
      const { joinerRing } = ringInfo(this.#provers(shard), this.#rules.ringSize);
      return this.score(strategy, shard, joinerRing);
    });
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
    const ring = guardsThinShards(this.#rules)
      ? dampenedJoinerRing(provers, ringSize)
      : ringInfo(provers, ringSize).joinerRing;
    return this.score(strategy, shard, ring);
  }

  changed(shard: number): void {
    for (const order of this.#orders.values()) order.changed(shard);
  }

  /** Sizes changed: every score with them. */
  rebuild(): void {
    for (const order of this.#orders.values()) order.rebuild();
  }

  #provers(shard: number): number {
    return this.#world.shards.active[shard] + this.#world.shards.joining[shard];
  }

  #order(name: string, rankBy: RankBy): ShardOrder {
    let order = this.#orders.get(name);
    if (order === undefined) this.#orders.set(name, (order = new ShardOrder(this.#world.shards, rankBy)));
    return order;
  }
}

/** Above every score, and still exact with one added: scores stay below it. */
const haltRiskFirst = 2 ** 52;
