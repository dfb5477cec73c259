import type { StateReader } from "../../sim/table/state-reader.js";
import type { StateSink, Stored } from "../../sim/table/stored.js";
import { grown, nextCapacity } from "../../sim/table/growth.js";
import { Table } from "../../sim/table/table.js";
import type { Allocations } from "./allocations.js";
import { PairSet } from "./pair-set.js";

/** Up to so many allocations of a prover are walked over to find one. */
const walkedMax = 12;

/** The list of each prover: one row a prover. */
class Lists extends Table {
  /** Allocations in the list. */
  length = this.i32("allocations");
  /** First and last allocation, and the one that was closed last; + 1, so that 0 is none. */
  first = this.i32("allocation + 1");
  last = this.i32("allocation + 1");
  closed = this.i32("allocation + 1");
  /** Earliest frame at which a closed one can be released; meaningless without any. */
  nextRetry = this.i32("frame");
}

/** The links of the lists: one row an allocation. */
class Links extends Table {
  /** Neighbours in its prover's list, and the one that was closed before it; + 1. */
  next = this.i32("allocation + 1");
  previous = this.i32("allocation + 1");
  closedBefore = this.i32("allocation + 1");
  /** How many allocations were opened before it. */
  created = this.f64("allocations");
  createdCount = this.figure("allocations");
}

/**
 * The allocations of every prover in order of creation, closed ones that are kept until their prover may propose to join
 * the shard again among them. Lists are chains of links in columns, so that taking one out costs nothing, and a prover with
 * hundreds of allocations is not walked over for the few that changed.
 */
export class AllocationIndex implements Stored {
  readonly #allocations: Allocations;
  readonly #lists = new Lists();
  readonly #links = new Links();
  /** Allocations of the provers that ever had more than are walked over. Follows from the lists, and so does who they are. */
  readonly #pairs: PairSet;
  /** By prover: 1 where its allocations are in the set. */
  #paired = new Uint8Array(0);
  /** Lent to whoever called `release` last. */
  readonly #released: number[] = [];

  constructor(allocations: Allocations) {
    this.#allocations = allocations;
    this.#pairs = new PairSet(allocations);
  }

  /** Puts a new allocation at the end of its prover's list. */
  open(allocation: number): void {
    const [lists, links] = [this.#lists, this.#links];
    const prover = this.#allocations.prover[allocation];
    if (allocation >= links.count) links.reach(allocation);
    if (prover >= lists.count) lists.reach(prover);
    const last = lists.last[prover];
    links.next[allocation] = 0;
    links.previous[allocation] = last;
    if (last > 0) links.next[last - 1] = allocation + 1;
    else lists.first[prover] = allocation + 1;
    lists.last[prover] = allocation + 1;
    links.created[allocation] = links.createdCount++;
    lists.length[prover]++;
    if (this.#isPaired(prover)) this.#pairs.add(allocation);
    else if (lists.length[prover] > walkedMax) this.#pair(prover);
  }

  /** The allocation is closed, and can be released from its `retryFrame` on. */
  close(allocation: number): void {
    const lists = this.#lists;
    const { prover: proverOf, retryFrame } = this.#allocations;
    const prover = proverOf[allocation];
    const before = lists.closed[prover];
    const retry = retryFrame[allocation];
    this.#links.closedBefore[allocation] = before;
    lists.closed[prover] = allocation + 1;
    if (before === 0 || retry < lists.nextRetry[prover]) lists.nextRetry[prover] = retry;
  }

  /** How many allocations a prover has. */
  count(prover: number): number {
    return prover < this.#lists.count ? this.#lists.length[prover] : 0;
  }

  /** Earliest frame at which a closed allocation of the prover can be released; Infinity: there is none. */
  nextRetry(prover: number): number {
    const lists = this.#lists;
    return prover < lists.count && lists.closed[prover] > 0 ? lists.nextRetry[prover] : Number.POSITIVE_INFINITY;
  }

  /** Releases the allocations of the prover whose time has come, and gives them in order of creation, until the next call. */
  release(prover: number, frame: number): readonly number[] {
    const [lists, links] = [this.#lists, this.#links];
    if (this.nextRetry(prover) > frame) return none;
    const { retryFrame } = this.#allocations;
    const released = this.#released;
    released.length = 0;
    let nextRetry = Number.POSITIVE_INFINITY;
    let kept = -1;
    for (let link = lists.closed[prover]; link > 0;) {
      const allocation = link - 1;
      link = links.closedBefore[allocation];
      if (retryFrame[allocation] <= frame) {
        released.push(allocation);
        if (kept < 0) lists.closed[prover] = link;
        else links.closedBefore[kept] = link;
      } else {
        kept = allocation;
        nextRetry = Math.min(nextRetry, retryFrame[allocation]);
      }
    }
    if (nextRetry < Number.POSITIVE_INFINITY) lists.nextRetry[prover] = nextRetry;
    for (const allocation of released) this.#unlink(allocation, prover);
    return released.length === 1 ? released : released.sort((a, b) => links.created[a] - links.created[b]);
  }

  /** Whether the prover has an allocation on the shard, even a closed one. */
  has(prover: number, shard: number): boolean {
    // Of a few the list is nearer at hand than the table, where every search is a place in memory of its own.
    if (this.#isPaired(prover)) return this.#pairs.has(prover, shard);
    for (let allocation = this.first(prover); allocation >= 0; allocation = this.after(allocation))
      if (this.#allocations.shard[allocation] === shard) return true;
    return false;
  }

  /** The allocation is on another shard from now on. */
  move(allocation: number, shard: number): void {
    const isPaired = this.#isPaired(this.#allocations.prover[allocation]);
    if (isPaired) this.#pairs.remove(allocation);
    this.#allocations.shard[allocation] = shard;
    if (isPaired) this.#pairs.add(allocation);
  }

  /** First allocation of a prover, and the next one of its prover after an allocation; −1: none. */
  first(prover: number): number {
    return prover < this.#lists.count ? this.#lists.first[prover] - 1 : -1;
  }

  after(allocation: number): number {
    return this.#links.next[allocation] - 1;
  }

  /** All allocations of a prover in order of creation, in an array of their own. */
  of(prover: number): number[] {
    const allocations: number[] = [];
    for (let allocation = this.first(prover); allocation >= 0; allocation = this.after(allocation))
      allocations.push(allocation);
    return allocations;
  }

  save(to: StateSink): void {
    to.part("lists", this.#lists);
    to.part("links", this.#links);
  }

  /** The allocations must be loaded. */
  load(from: StateReader): void {
    from.part("lists", this.#lists);
    from.part("links", this.#links);
    this.#pairs.clear();
    this.#paired = new Uint8Array(0);
    for (let prover = 0; prover < this.#lists.count; prover++) if (this.count(prover) > walkedMax) this.#pair(prover);
  }

  #isPaired(prover: number): boolean {
    return prover < this.#paired.length && this.#paired[prover] === 1;
  }

  /** Puts all allocations of a prover into the set, and those that it will have. */
  #pair(prover: number): void {
    if (prover >= this.#paired.length)
      this.#paired = grown(this.#paired, nextCapacity(this.#paired.length, prover + 1));
    this.#paired[prover] = 1;
    for (let allocation = this.first(prover); allocation >= 0; allocation = this.after(allocation))
      this.#pairs.add(allocation);
  }

  #unlink(allocation: number, prover: number): void {
    const [lists, links] = [this.#lists, this.#links];
    const next = links.next[allocation];
    const previous = links.previous[allocation];
    if (previous > 0) links.next[previous - 1] = next;
    else lists.first[prover] = next;
    if (next > 0) links.previous[next - 1] = previous;
    else lists.last[prover] = previous;
    lists.length[prover]--;
    if (this.#isPaired(prover)) this.#pairs.remove(allocation);
  }
}

const none: readonly number[] = [];
