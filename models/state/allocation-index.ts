import type { StateReader } from "../../sim/table/state-reader.js";
import type { StateSink, Stored } from "../../sim/table/stored.js";
import { type Allocations, isOver } from "./allocations.js";
import { Gathered } from "./held/gathered.js";
import { HeldShards } from "./held/held-shards.js";
import { link, Links, Lists } from "./held/lists.js";

/** Up to so many allocations of a prover are walked over to find some. */
const walkedMax = 12;

/**
 * The allocations of every prover in order of creation, closed ones that are kept until their prover may propose to join
 * the shard again among them. Lists are chains of links in columns. A short one is walked over, which touches the least memory; that of a
 * prover who ever had more is linked in all ways, so that taking one out costs nothing, and hundreds are not walked over for the few that changed.
 */
export class AllocationIndex implements Stored {
  readonly #allocations: Allocations;
  readonly #lists = new Lists();
  readonly #links = new Links();
  /** Where those are whose lists are linked in all ways. Follows from the lists. */
  readonly #held: HeldShards;
  /** What a release that is under way has found. */
  readonly #due = new Gathered();
  /** The closed allocation that was put in last, of which prover, memoised: many of one close at once. −1: none. */
  #nearest = -1;
  #nearestProver = -1;

  constructor(allocations: Allocations) {
    this.#allocations = allocations;
    this.#held = new HeldShards(allocations);
  }

  /** Room for so many allocations. */
  reserve(allocations: number): void {
    this.#links.reserve(allocations);
  }

  /** Puts a new allocation at the end of its prover's list. */
  open(allocation: number): void {
    const [lists, links] = [this.#lists, this.#links];
    const prover = this.#allocations.prover[allocation];
    if (allocation >= links.count) links.reach(allocation);
    if (prover >= lists.count) lists.reach(prover);
    const { words } = links;
    const last = lists.last[prover];
    words[allocation * link.words + link.next] = 0;
    if (last > 0) words[(last - 1) * link.words + link.next] = allocation + 1;
    else lists.first[prover] = allocation + 1;
    lists.last[prover] = allocation + 1;
    const count = ++lists.length[prover];
    if (lists.isLinked[prover] === 1) this.#linkNew(allocation, prover, last);
    else if (count > walkedMax) this.#linkAll(prover);
    else return;
    if (this.#held.wantsBits(prover, count)) this.#held.keepBits(prover, this.of(prover));
  }

  /** The allocation is closed, as its status tells in the same frame, and can be released from its `retryFrame` on. */
  close(allocation: number): void {
    const lists = this.#lists;
    const { prover: proverOf, retryFrame } = this.#allocations;
    const prover = proverOf[allocation];
    const retry = retryFrame[allocation];
    if (lists.firstClosed[prover] === 0 || retry < lists.nextRetry[prover]) lists.nextRetry[prover] = retry;
    if (lists.isLinked[prover] === 1) this.#linkClosed(allocation, prover);
    else lists.firstClosed[prover] = lists.lastClosed[prover] = allocation + 1;
  }

  /** How many allocations a prover has. */
  count(prover: number): number {
    return prover < this.#lists.count ? this.#lists.length[prover] : 0;
  }

  /** Earliest frame at which a closed allocation of the prover can be released; Infinity: there is none. */
  nextRetry(prover: number): number {
    const lists = this.#lists;
    return prover < lists.count && lists.firstClosed[prover] > 0 ? lists.nextRetry[prover] : Number.POSITIVE_INFINITY;
  }

  /** Releases the allocations of the prover whose time has come, and gives them in order of creation. */
  release(prover: number, frame: number): readonly number[] {
    if (this.nextRetry(prover) > frame) return none;
    return this.#lists.isLinked[prover] === 1
      ? this.#releaseLinked(prover, frame)
      : this.#releaseWalking(prover, frame);
  }

  /** Whether the prover has an allocation on the shard, even a closed one. */
  has(prover: number, shard: number): boolean {
    const lists = this.#lists;
    if (prover >= lists.count) return false;
    if (lists.isLinked[prover] === 1) return this.#held.has(prover, shard);
    const { shard: shardOf } = this.#allocations;
    for (let allocation = lists.first[prover] - 1; allocation >= 0; allocation = this.after(allocation))
      if (shardOf[allocation] === shard) return true;
    return false;
  }

  /** The allocation is on another shard from now on. */
  move(allocation: number, shard: number): void {
    const isLinked = this.#lists.isLinked[this.#allocations.prover[allocation]] === 1;
    if (isLinked) this.#held.remove(allocation);
    this.#allocations.shard[allocation] = shard;
    if (isLinked) this.#held.add(allocation);
  }

  /** First allocation of a prover, and the next one of its prover after an allocation; −1: none. */
  first(prover: number): number {
    return prover < this.#lists.count ? this.#lists.first[prover] - 1 : -1;
  }

  after(allocation: number): number {
    return this.#links.words[allocation * link.words + link.next] - 1;
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
    this.#nearestProver = -1;
    this.#held.clear();
    const { count, isLinked } = this.#lists;
    for (let prover = 0; prover < count; prover++)
      if (isLinked[prover] === 1) for (const allocation of this.of(prover)) this.#held.add(allocation);
  }

  /** Releases what is due of a list that is walked over. */
  #releaseWalking(prover: number, frame: number): readonly number[] {
    const lists = this.#lists;
    const { words } = this.#links;
    const { status, retryFrame } = this.#allocations;
    let nextRetry = Number.POSITIVE_INFINITY;
    let closed = 0;
    let last = 0;
    for (let entry = lists.first[prover]; entry > 0; entry = words[(entry - 1) * link.words + link.next]) {
      const allocation = entry - 1;
      const isClosed = isOver(status[allocation]);
      if (isClosed && retryFrame[allocation] <= frame) {
        this.#due.add(allocation);
        continue;
      }
      if (isClosed) {
        closed = entry;
        nextRetry = Math.min(nextRetry, retryFrame[allocation]);
      }
      if (last > 0) words[(last - 1) * link.words + link.next] = entry;
      else lists.first[prover] = entry;
      last = entry;
    }
    if (last > 0) words[(last - 1) * link.words + link.next] = 0;
    else lists.first[prover] = 0;
    lists.last[prover] = last;
    lists.firstClosed[prover] = lists.lastClosed[prover] = closed;
    if (closed > 0) lists.nextRetry[prover] = nextRetry;
    const released = this.#due.take();
    lists.length[prover] -= released.length;
    return released;
  }

  /** Releases what is due of those that were closed, and puts it in order. */
  #releaseLinked(prover: number, frame: number): readonly number[] {
    const lists = this.#lists;
    const { words } = this.#links;
    const { retryFrame } = this.#allocations;
    let entry = lists.firstClosed[prover];
    for (; entry > 0 && retryFrame[entry - 1] <= frame; entry = words[(entry - 1) * link.words + link.closedNext])
      this.#due.add(entry - 1);
    lists.firstClosed[prover] = entry;
    if (entry > 0) lists.nextRetry[prover] = retryFrame[entry - 1];
    if (prover === this.#nearestProver) this.#nearestProver = -1;
    const released = this.#inOrder(this.#due.take());
    for (let k = 0; k < released.length; k++) this.#unlink(released[k], prover);
    return released;
  }

  /** Some allocations of a prover in order of creation. */
  #inOrder(allocations: readonly number[]): readonly number[] {
    if (allocations.length < 2) return allocations;
    const { words } = this.#links;
    const createdOf = (allocation: number): number => words[allocation * link.words + link.created];
    if (allocations.length > 2) return allocations.toSorted((a, b) => createdOf(a) - createdOf(b));
    const [first, second] = allocations;
    return createdOf(first) < createdOf(second) ? allocations : [second, first];
  }

  /** Links the list of a prover in all ways, and notes where it is. */
  #linkAll(prover: number): void {
    const lists = this.#lists;
    const { status } = this.#allocations;
    lists.isLinked[prover] = 1;
    lists.firstClosed[prover] = 0;
    this.#nearestProver = -1;
    let previous = 0;
    for (const allocation of this.of(prover)) {
      this.#linkNew(allocation, prover, previous);
      previous = allocation + 1;
      if (isOver(status[allocation])) this.#linkClosed(allocation, prover);
    }
  }

  /** Puts a closed allocation where its `retryFrame` is among those of its prover: mostly at the end, or behind the one before. */
  #linkClosed(allocation: number, prover: number): void {
    const lists = this.#lists;
    const { words } = this.#links;
    const { retryFrame } = this.#allocations;
    const retry = retryFrame[allocation];
    let before = 0;
    if (lists.firstClosed[prover] > 0 && retryFrame[lists.lastClosed[prover] - 1] <= retry)
      before = lists.lastClosed[prover];
    else if (prover === this.#nearestProver && retryFrame[this.#nearest] <= retry) before = this.#nearest + 1;
    let next = before > 0 ? words[(before - 1) * link.words + link.closedNext] : lists.firstClosed[prover];
    for (; next > 0 && retryFrame[next - 1] <= retry; next = words[(next - 1) * link.words + link.closedNext])
      before = next;
    words[allocation * link.words + link.closedNext] = next;
    if (before > 0) words[(before - 1) * link.words + link.closedNext] = allocation + 1;
    else lists.firstClosed[prover] = allocation + 1;
    if (next === 0) lists.lastClosed[prover] = allocation + 1;
    [this.#nearest, this.#nearestProver] = [allocation, prover];
  }

  #linkNew(allocation: number, prover: number, previous: number): void {
    const { words } = this.#links;
    words[allocation * link.words + link.previous] = previous;
    words[allocation * link.words + link.created] = this.#lists.created[prover]++;
    this.#held.add(allocation);
  }

  #unlink(allocation: number, prover: number): void {
    const lists = this.#lists;
    const { words } = this.#links;
    const next = words[allocation * link.words + link.next];
    const previous = words[allocation * link.words + link.previous];
    if (previous > 0) words[(previous - 1) * link.words + link.next] = next;
    else lists.first[prover] = next;
    if (next > 0) words[(next - 1) * link.words + link.previous] = previous;
    else lists.last[prover] = previous;
    lists.length[prover]--;
    this.#held.remove(allocation);
  }
}

const none: readonly number[] = [];
