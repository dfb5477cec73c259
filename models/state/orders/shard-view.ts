import type { RewardClasses } from "../rewards/reward-classes.js";
import type { ShardView } from "../../strategies/strategy.js";
import type { World } from "../world.js";

/** What a strategy sees of a shard: one object for all, set to one shard after the other. */
export class TableShardView implements ShardView {
  readonly #world: World;
  readonly #rewards: RewardClasses;
  #shard = 0;
  #ring = 0;
  /** Whether anything that was asked so far changes with every prover more or fewer, rings or not. */
  hasCountedHeads = false;

  constructor(world: World, rewards: RewardClasses) {
    this.#world = world;
    this.#rewards = rewards;
  }

  /** Sets the shard and the ring; the view is valid until it is set to others. */
  at(shard: number, ring: number): ShardView {
    this.#shard = shard;
    this.#ring = ring;
    return this;
  }

  get ring(): number {
    return this.#ring;
  }

  get sizeBytes(): number {
    return this.#world.shards.sizeBytes[this.#shard];
  }

  get rewardUnits(): number {
    return this.#rewards.score(this.#world.shards.rewardClass[this.#shard], this.#ring);
  }

  get active(): number {
    this.hasCountedHeads = true;
    return this.#world.shards.active[this.#shard];
  }

  get joining(): number {
    this.hasCountedHeads = true;
    return this.#world.shards.joining[this.#shard];
  }
}
