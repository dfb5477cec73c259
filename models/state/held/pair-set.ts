import type { Allocations } from "../allocations.js";

/** Words of a slot: the hash of a pair, and its allocation + 1; 0: the slot is empty. */
const wordsPerSlot = 2;

/**
 * Says whether a prover has an allocation on a shard: a hash table by linear probing with backward-shift deletion, at most
 * half full. A prover may have two on one shard, as after a merge; each is found until it is removed. Hashes stand beside what they
 * are of, so that an allocation is looked at only where it is most likely the one.
 */
export class PairSet {
  readonly #allocations: Allocations;
  #slots = new Int32Array(1024 * wordsPerSlot);
  /** Words of the slots but the lowest, which tells the two of a slot apart. */
  #mask = this.#slots.length - wordsPerSlot;
  #count = 0;

  constructor(allocations: Allocations) {
    this.#allocations = allocations;
  }

  has(prover: number, shard: number): boolean {
    const { prover: proverOf, shard: shardOf } = this.#allocations;
    const slots = this.#slots;
    const mask = this.#mask;
    const hash = hashOf(prover, shard);
    for (let at = home(hash, mask); slots[at + 1] > 0; at = (at + wordsPerSlot) & mask) {
      if (slots[at] !== hash) continue;
      const allocation = slots[at + 1] - 1;
      if (proverOf[allocation] === prover && shardOf[allocation] === shard) return true;
    }
    return false;
  }

  /** The allocation must not be in the table. */
  add(allocation: number): void {
    if (2 * wordsPerSlot * ++this.#count > this.#slots.length) this.#grow();
    const { prover, shard } = this.#allocations;
    this.#put(hashOf(prover[allocation], shard[allocation]), allocation + 1);
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
    let hole = home(hashOf(prover[allocation], shard[allocation]), mask);
    while (slots[hole + 1] !== allocation + 1) {
      if (slots[hole + 1] === 0) throw new RangeError(`allocation ${allocation} is not in the table`);
      hole = (hole + wordsPerSlot) & mask;
    }
    this.#count--;
    // Whoever lies behind, and would be found from the hole, moves into it; nothing is left to walk over.
    for (let at = (hole + wordsPerSlot) & mask; slots[at + 1] > 0; at = (at + wordsPerSlot) & mask) {
      if (((at - home(slots[at], mask)) & mask) < ((at - hole) & mask)) continue;
      slots[hole] = slots[at];
      slots[hole + 1] = slots[at + 1];
      hole = at;
    }
    slots[hole + 1] = 0;
  }

  #put(hash: number, entry: number): void {
    const slots = this.#slots;
    let at = home(hash, this.#mask);
    while (slots[at + 1] > 0) at = (at + wordsPerSlot) & this.#mask;
    slots[at] = hash;
    slots[at + 1] = entry;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(2 * before.length);
    this.#mask = this.#slots.length - wordsPerSlot;
    for (let at = 0; at < before.length; at += wordsPerSlot)
      if (before[at + 1] > 0) this.#put(before[at], before[at + 1]);
  }
}

/** A multiplicative hash of a pair, in 32 bits. */
function hashOf(prover: number, shard: number): number {
  const mixed = Math.imul(prover, 0x9e3779b1) ^ Math.imul(shard, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** Where the search for a hash begins: at a slot of two words. */
const home = (hash: number, mask: number): number => (hash << 1) & mask;
