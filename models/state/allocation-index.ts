import type { Allocations } from "./allocations.js";
import { grown, nextCapacity } from "../../sim/table/growth.js";
import { PairSet } from "./pair-set.js";

/**
 * The allocations of every prover: its allocations in order of creation, those that are over but kept until their prover may
 * propose to join the shard again among them. Lists are chains of links in columns, so that taking one out costs
 * nothing, and a prover with hundreds of allocations is not walked over for the few that changed.
 */
export class AllocationIndex {
  readonly #allocations: Allocations;
  readonly #pairs: PairSet;
  /** By prover: how many allocations it has. */
  #count = new Int32Array(0);
  /** By prover: first and last allocation, and the allocation that was over last; + 1, so that 0 is none. */
  #first = new Int32Array(0);
  #last = new Int32Array(0);
  #closed = new Int32Array(0);
  /** By prover: earliest frame at which one that is over can be forgotten; meaningless without any. */
  #nextRetry = new Int32Array(0);
  /** By allocation: its neighbours in its prover's list, and the one that was over before it; + 1. */
  #next = new Int32Array(0);
  #previous = new Int32Array(0);
  #closedBefore = new Int32Array(0);
  /** By allocation: how many allocations were opened before it. */
  #created = new Float64Array(0);
  #createdCount = 0;
  /** Lent to whoever called \`forget\` last. */
  readonly #released: number[] = [];

  constructor(allocations: Allocations) {
    this.#allocations = allocations;
    this.#pairs = new PairSet(allocations);
  }

  /** Puts a new allocation at the end of its prover's allocations. */
  open(allocation: number): void {
    if (allocation >= this.#next.length) this.#growAllocations(allocation + 1);
    const prover = this.#allocations.prover[allocation];
    if (prover >= this.#first.length) this.#growProvers(prover + 1);
    const last = this.#last[prover];
    this.#next[allocation] = 0;
    this.#previous[allocation] = last;
    if (last > 0) this.#next[last - 1] = allocation + 1;
    else this.#first[prover] = allocation + 1;
    this.#last[prover] = allocation + 1;
    this.#created[allocation] = this.#createdCount++;
    this.#count[prover]++;
    this.#pairs.add(allocation);
  }

  /** The allocation is over, and can be forgotten from its `retryFrame` on. */
  close(allocation: number): void {
    const { prover: proverOf, retryFrame } = this.#allocations;
    const prover = proverOf[allocation];
    const before = this.#closed[prover];
    const retry = retryFrame[allocation];
    this.#closedBefore[allocation] = before;
    this.#closed[prover] = allocation + 1;
    if (before === 0 || retry < this.#nextRetry[prover]) this.#nextRetry[prover] = retry;
  }

  /** How many allocations a prover has. */
  count(prover: number): number {
    return prover < this.#count.length ? this.#count[prover] : 0;
  }

  /** Earliest frame at which an allocation of the prover that is over can be forgotten; Infinity: there is none. */
  nextRetry(prover: number): number {
    return this.#closed[prover] > 0 ? this.#nextRetry[prover] : Number.POSITIVE_INFINITY;
  }

  /** Forgets the allocations of the prover whose time has come, and gives them in order of creation, until the next call. */
  release(prover: number, frame: number): readonly number[] {
    if (!(this.#closed[prover] > 0) || this.#nextRetry[prover] > frame) return none;
    const { retryFrame } = this.#allocations;
    const released = this.#released;
    released.length = 0;
    let nextRetry = Number.POSITIVE_INFINITY;
    let kept = -1;
    for (let link = this.#closed[prover]; link > 0;) {
      const allocation = link - 1;
      link = this.#closedBefore[allocation];
      if (retryFrame[allocation] <= frame) {
        released.push(allocation);
        if (kept < 0) this.#closed[prover] = link;
        else this.#closedBefore[kept] = link;
      } else {
        kept = allocation;
        nextRetry = Math.min(nextRetry, retryFrame[allocation]);
      }
    }
    if (nextRetry < Number.POSITIVE_INFINITY) this.#nextRetry[prover] = nextRetry;
    for (const allocation of released) this.#unlink(allocation, prover);
    return released.length === 1 ? released : released.sort((a, b) => this.#created[a] - this.#created[b]);
  }

  /** Whether the prover has an allocation on the shard, be it over. */
  has(prover: number, shard: number): boolean {
    return this.#pairs.has(prover, shard);
  }

  /** The allocation is on another shard from now on. */
  move(allocation: number, shard: number): void {
    this.#pairs.remove(allocation);
    this.#allocations.shard[allocation] = shard;
    this.#pairs.add(allocation);
  }

  /** First allocation of a prover, and the next one of its prover after an allocation; −1: none. */
  first(prover: number): number {
    return prover < this.#first.length ? this.#first[prover] - 1 : -1;
  }

  after(allocation: number): number {
    return this.#next[allocation] - 1;
  }

  /** All allocations of a prover in order of creation, in an array of their own. */
  of(prover: number): number[] {
    const allocations: number[] = [];
    for (let allocation = this.first(prover); allocation >= 0; allocation = this.after(allocation))
      allocations.push(allocation);
    return allocations;
  }

  #unlink(allocation: number, prover: number): void {
    const next = this.#next[allocation];
    const previous = this.#previous[allocation];
    if (previous > 0) this.#next[previous - 1] = next;
    else this.#first[prover] = next;
    if (next > 0) this.#previous[next - 1] = previous;
    else this.#last[prover] = previous;
    this.#count[prover]--;
    this.#pairs.remove(allocation);
  }

  #growProvers(needed: number): void {
    const capacity = nextCapacity(this.#first.length, needed);
    this.#count = grown(this.#count, capacity);
    this.#first = grown(this.#first, capacity);
    this.#last = grown(this.#last, capacity);
    this.#closed = grown(this.#closed, capacity);
    this.#nextRetry = grown(this.#nextRetry, capacity);
  }

  #growAllocations(needed: number): void {
    const capacity = nextCapacity(this.#next.length, needed);
    this.#next = grown(this.#next, capacity);
    this.#previous = grown(this.#previous, capacity);
    this.#closedBefore = grown(this.#closedBefore, capacity);
    this.#created = grown(this.#created, capacity);
  }
}

const none: readonly number[] = [];
