import type { Allocations } from "../allocations.js";
import { PairSet } from "./pair-set.js";
import { ShardBits } from "./shard-bits.js";

/** A prover's bits may be as many as this times its allocations: they take no more than 8 bytes for each then, and pairs 16 to 32. */
const bitsPerAllocation = 64;
/** And all bits so many times as much once there are more shards than then. */
const grownMax = 4;

/** On which shards provers are who have many allocations: those with the most as bits, which lie side by side, others as pairs. */
export class HeldShards {
  readonly #allocations: Allocations;
  readonly #pairs: PairSet;
  readonly #bits = new ShardBits();
  /** Shards from 0 that anybody was on. */
  #shards = 0;
  /** Allocations of those who are kept as bits. */
  #asBits = 0;

  constructor(allocations: Allocations) {
    this.#allocations = allocations;
    this.#pairs = new PairSet(allocations);
  }

  has(prover: number, shard: number): boolean {
    return this.#bits.keeps(prover) ? this.#bits.has(prover, shard) : this.#pairs.has(prover, shard);
  }

  /** The allocation must not have been added. */
  add(allocation: number): void {
    const shard = this.#allocations.shard[allocation];
    const prover = this.#allocations.prover[allocation];
    if (shard >= this.#shards) this.#makeRoom(shard, allocation);
    if (this.#bits.keeps(prover)) {
      this.#bits.add(prover, shard);
      this.#asBits++;
    } else this.#pairs.add(allocation);
  }

  /** The allocation must have been added, with the prover and the shard that it has. */
  remove(allocation: number): void {
    const prover = this.#allocations.prover[allocation];
    if (this.#bits.keeps(prover)) {
      this.#bits.remove(prover, this.#allocations.shard[allocation]);
      this.#asBits--;
    } else this.#pairs.remove(allocation);
  }

  /** Whether the prover, who has so many allocations, is better kept as bits, and is not yet. */
  wantsBits(prover: number, count: number): boolean {
    return count * bitsPerAllocation >= this.#shards && !this.#bits.keeps(prover);
  }

  /** Keeps a prover as bits from now on, of whom these are all that were added. */
  keepBits(prover: number, allocations: readonly number[]): void {
    for (const allocation of allocations) this.#pairs.remove(allocation);
    this.#bits.reserve(this.#shards);
    this.#bits.begin(prover);
    for (const allocation of allocations) this.add(allocation);
  }

  /** Nothing was added. */
  clear(): void {
    this.#pairs.clear();
    this.#bits.clear();
    this.#shards = 0;
    this.#asBits = 0;
  }

  /** Somebody comes to a shard that is further out than all so far: where bits would become too many for that, they are given up. */
  #makeRoom(shard: number, newcomer: number): void {
    this.#shards = shard + 1;
    if (this.#bits.sizeWith(this.#shards) <= grownMax * bitsPerAllocation * this.#asBits) {
      this.#bits.reserve(this.#shards);
      return;
    }
    const { count, prover } = this.#allocations;
    for (let row = 0; row < count; row++)
      if (row !== newcomer && !this.#allocations.isFree(row) && this.#bits.keeps(prover[row])) this.#pairs.add(row);
    this.#bits.clear();
    this.#asBits = 0;
  }
}
