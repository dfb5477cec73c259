import type { Allocations } from "./allocations.js";

/**
 * Says whether a prover has an allocation on a shard: a hash table by linear probing with backward-shift deletion, at most
 * half full. A prover may
 * have two on one shard, as after a merge; each is found until it is removed.
 */
export class PairSet {
  readonly #allocations: Allocations;
  /** Allocation + 1 in each slot; 0: empty. */
  #slots = new Int32Array(1024);
  #mask = 1023;
  #count = 0;

  constructor(allocations: Allocations) {
    this.#allocations = allocations;
  }

  has(prover: number, shard: number): boolean {
    const { prover: proverOf, shard: shardOf } = this.#allocations;
    const slots = this.#slots;
    for (let at = this.#home(prover, shard); slots[at] > 0; at = (at + 1) & this.#mask) {
      const allocation = slots[at] - 1;
      if (proverOf[allocation] === prover && shardOf[allocation] === shard) return true;
    }
    return false;
  }

  /** The allocation must not be in the table. */
  add(allocation: number): void {
    if (2 * ++this.#count > this.#slots.length) this.#grow();
    this.#put(allocation);
  }

  /** Nothing is in the table any more. */
  clear(): void {
    this.#slots.fill(0);
    this.#count = 0;
  }

  /** The allocation must be in the table, with the prover and the shard that it was added with. */
  remove(allocation: number): void {
    const { prover, shard } = this.#allocations;
    const slots = this.#slots;
    const mask = this.#mask;
    let hole = this.#home(prover[allocation], shard[allocation]);
    while (slots[hole] !== allocation + 1) {
      if (slots[hole] === 0) throw new RangeError(`allocation ${allocation} is not in the table`);
      hole = (hole + 1) & mask;
    }
    this.#count--;
    // Whoever lies behind, and would be found from the hole, moves into it; nothing is left to walk over.
    for (let at = (hole + 1) & mask; slots[at] > 0; at = (at + 1) & mask) {
      const home = this.#home(prover[slots[at] - 1], shard[slots[at] - 1]);
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      slots[hole] = slots[at];
      hole = at;
    }
    slots[hole] = 0;
  }

  #put(allocation: number): void {
    const { prover, shard } = this.#allocations;
    let at = this.#home(prover[allocation], shard[allocation]);
    while (this.#slots[at] > 0) at = (at + 1) & this.#mask;
    this.#slots[at] = allocation + 1;
  }

  /** Where the search for a pair begins: a multiplicative hash. */
  #home(prover: number, shard: number): number {
    const mixed = Math.imul(prover, 0x9e3779b1) ^ Math.imul(shard, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(2 * before.length);
    this.#mask = this.#slots.length - 1;
    for (const entry of before) if (entry > 0) this.#put(entry - 1);
  }
}
