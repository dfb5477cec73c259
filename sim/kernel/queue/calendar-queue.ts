import { BucketArray, bucketCount, slotAfter, slotsBetween } from "./bucket-array.js";
import { ChunkPool, chunkEvents, doublesPerRecord, wordsOfRecord } from "./chunk-pool.js";
import type { EventQueue, EventRecord, EventSink, EventVisitor, Priorities } from "./event-queue.js";
import { type Prefetcher, groupSize } from "./prefetcher.js";
import { firstWidth, fittedWidth, unfittedWidthUs, wantedEvents } from "./bucket-width.js";
import { EventBuffer } from "./event-buffer.js";
import { SortedEvents } from "./sorted-events.js";
import { TypedHeapQueue } from "./typed-heap-queue.js";

const groupMask = groupSize - 1;

const minSideLimit = 1024;

/**
 * The queue a run uses: a calendar queue (Brown 1988), a circular array of buckets of time, each sorted only when it becomes due, as
 * in a ladder queue (Tang, Goh and Thng 2005).
 *
 * ```
 *        open bucket           circular array of 4,096 buckets, unsorted lists of chunks   later
 *   ├──────────────────┼─────────┬─────────┬─────────┬──── … ────┬─────────┼──────────────────────────►  time
 *    sorted │  cursor      ▤▤▤       ▤         ▤▤                    ▤        `overflow`, a heap; moves into the array
 *    events ▼                                                                as it comes nearer
 *   ●●●●●●●●○○○○○  ─┐
 *    `side`, a heap ─┴► the earlier of the two is taken: events scheduled into the open bucket itself
 * ```
 *
 * An event is appended to its bucket and moved once, when the bucket opens: a few cache lines an event, however many
 * wait. Widths are powers of two and follow the density of events (`bucket-width.ts`). Neither widths nor the order of
 * insertion show in what is taken: that is the total order.
 */
export class CalendarQueue implements EventQueue {
  private readonly pool = new ChunkPool();
  private readonly buckets = new BucketArray(this.pool);

  private readonly open: SortedEvents;
  private side: TypedHeapQueue;
  private overflow: TypedHeapQueue;

  private widthUs = unfittedWidthUs;
  private bucketsPerUs = 1 / unfittedWidthUs;
  /** Before the first fit every event belongs to the bucket after the open one. */
  private openStartUs = -unfittedWidthUs;
  private openSlot = 0;

  /** Events at the side from which on the open bucket is too wide for what happens now. */
  private sideLimit = minSideLimit;
  /** Since widths were fitted: events taken, and buckets gone through for them. */
  private taken = 0;
  private passed = 0;

  /** `coming` is told of the events that are taken next, a group at a time. */
  constructor(
    private readonly priorities: Readonly<Priorities>,
    private readonly prefetcher?: Prefetcher,
  ) {
    this.open = new SortedEvents(this.pool, priorities);
    this.side = new TypedHeapQueue(priorities);
    this.overflow = new TypedHeapQueue(priorities);
  }

  get size(): number {
    return this.open.count - this.open.cursor + this.side.size + this.buckets.size + this.overflow.size;
  }

  push(event: Readonly<EventRecord>): void {
    const distance = (event.timeUs - this.openStartUs) * this.bucketsPerUs;
    if (distance >= 1 && distance < bucketCount) this.buckets.append(slotAfter(this.openSlot, distance | 0), event);
    else if (distance < 1) this.side.push(event);
    else this.overflow.push(event);
  }

  take(into: EventSink, untilUs: number): boolean {
    const { open } = this;
    const { cursor } = open;
    const timeUs = open.times[cursor];
    if (!(timeUs < this.side.times[0])) return this.takeMerging(into, untilUs);
    if (timeUs > untilUs) return false;
    if ((cursor & groupMask) === 0) this.prefetchGroup(cursor);
    into.borrow(timeUs, this.pool.words, wordsOfRecord(open.records[cursor]));
    open.cursor = cursor + 1;
    return true;
  }

  private prefetchGroup(cursor: number): void {
    const { records, count } = this.open;
    this.prefetcher?.prefetch(this.pool.words, records, cursor, Math.min(cursor + groupSize, count));
  }

  peekTimeUs(): number {
    const { open } = this;
    if (open.cursor === open.count && this.side.size === 0 && !this.openNext()) return Infinity;
    return Math.min(open.times[open.cursor], this.side.times[0]);
  }

  forEach(visit: EventVisitor): void {
    const { open, side, overflow, pool } = this;
    for (let k = open.cursor; k < open.count; k++) visit(open.times[k], pool.words, wordsOfRecord(open.records[k]));
    side.forEach(visit);
    overflow.forEach(visit);
    this.buckets.forEach(visit);
  }

  /** As `take`, where the earliest event is at the side, or the open bucket is used up. */
  private takeMerging(into: EventSink, untilUs: number): boolean {
    if (this.side.size > this.sideLimit) this.narrowIfDue(into);
    const { open, side } = this;
    if (side.size === 0) {
      into.flush();
      return this.openNext() && this.take(into, untilUs);
    }
    const timeUs = open.times[open.cursor];
    if (timeUs === side.times[0]) {
      const { words } = this.pool;
      const at = wordsOfRecord(open.records[open.cursor]);
      if (side.compareFirst(words, at) > 0) {
        if (timeUs > untilUs) return false;
        into.borrow(timeUs, words, at);
        open.cursor++;
        return true;
      }
    }
    this.taken++;
    return side.take(into, untilUs);
  }

  /** Opens the next bucket that holds events; false if there is none. Open bucket and side are empty before. */
  private openNext(): boolean {
    this.close();
    const { buckets } = this;
    if (buckets.size === 0 && this.overflow.size === 0) return false;
    this.refitIfDue();
    if (this.side.size > 0) return true;
    if (buckets.size === 0) return this.jump();
    const slot = buckets.nextSlot(this.openSlot);
    const steps = slotsBetween(this.openSlot, slot);
    this.openSlot = slot;
    this.openStartUs += steps * this.widthUs;
    const count = buckets.takeBucket(slot);
    this.open.load(buckets.heads[slot], count, this.openStartUs, this.widthUs);
    this.taken += count;
    this.passed += steps;
    this.drainOverflow();
    return true;
  }

  /** Gives back the chunks of the bucket that was open, whose events have all been taken. */
  private close(): void {
    const { open, openSlot, buckets } = this;
    if (open.count > 0) this.pool.freeList(buckets.heads[openSlot], buckets.tails[openSlot]);
    open.clear();
  }

  /** Goes straight to the earliest event beyond the array. */
  private jump(): boolean {
    this.startAt(this.overflow.peekTimeUs());
    this.passed++;
    this.drainOverflow();
    return true;
  }

  /** Opens an empty bucket that covers the time, so that what belongs there goes to the side. */
  private startAt(timeUs: number): void {
    this.openStartUs = Math.floor(timeUs * this.bucketsPerUs) * this.widthUs;
  }

  /** Moves what the array now covers out of `overflow`. */
  private drainOverflow(): void {
    const untilUs = this.openStartUs + bucketCount * this.widthUs;
    while (this.overflow.peekTimeUs() < untilUs && this.overflow.take(moved, Infinity)) this.push(moved);
  }

  private refitIfDue(): void {
    const { size, widthUs, taken, passed } = this;
    const isFirst = widthUs === unfittedWidthUs;
    const fitted = isFirst ? firstWidth(this.times()) : fittedWidth({ widthUs, size, taken, passed });
    if (fitted !== null) this.fit(fitted);
  }

  /** Where handlers fill the open bucket faster than it is used up, its width is wrong now, and not when it ends. */
  private narrowIfDue(into: EventSink): void {
    if (this.taken < this.size / 8) return;
    into.flush();
    this.fit(Math.min(this.widthUs, firstWidth(this.times())));
  }

  private fit(widthUs: number): void {
    if (widthUs !== this.widthUs) this.refit(widthUs);
    this.taken = 0;
    this.passed = 0;
    this.sideLimit = Math.max(minSideLimit, 2 * this.side.size, 2 * wantedEvents(this.size));
  }

  /** Puts every event into a bucket of the new width. */
  private refit(widthUs: number): void {
    const { buckets, overflow, side, open, pool } = this;
    const earliestUs = earliest(this.times());
    const openChunks =
      open.count === 0 ? null : { head: buckets.heads[this.openSlot], tail: buckets.tails[this.openSlot] };
    const lists = buckets.takeAll();
    const heaps = [side, overflow].filter(({ size }) => size > 0);
    // An event of an old heap may go into a new one, so that only an empty one can stay.
    if (side.size > 0) this.side = new TypedHeapQueue(this.priorities);
    if (overflow.size > 0) this.overflow = new TypedHeapQueue(this.priorities);
    this.widthUs = widthUs;
    this.bucketsPerUs = 1 / widthUs;
    this.openSlot = 0;
    this.startAt(earliestUs);
    for (let k = open.cursor; k < open.count; k++) this.pushAgain(open.records[k]);
    open.clear();
    if (openChunks !== null) pool.freeList(openChunks.head, openChunks.tail);
    for (const { head, count } of lists)
      for (let chunk = head, left = count; left > 0; left -= chunkEvents) {
        for (let at = 0; at < Math.min(left, chunkEvents); at++) this.pushAgain(chunk * chunkEvents + at);
        const following = pool.next[chunk];
        pool.free(chunk);
        chunk = following;
      }
    for (const heap of heaps) while (heap.take(moved, Infinity)) this.push(moved);
  }

  private pushAgain(record: number): void {
    const { doubles, words } = this.pool;
    moved.write(doubles[record * doublesPerRecord], words, wordsOfRecord(record));
    this.push(moved);
  }

  /** Times of all events that wait, in no order. */
  private times(): Float64Array {
    const { open, side, overflow } = this;
    const times = new Float64Array(this.size);
    times.set(open.times.subarray(open.cursor, open.count));
    let k = open.count - open.cursor;
    for (const heap of [side, overflow]) {
      times.set(heap.times.subarray(0, heap.size), k);
      k += heap.size;
    }
    this.buckets.copyTimes(times);
    return times;
  }
}

function earliest(times: Float64Array): number {
  let earliestUs = Infinity;
  for (const timeUs of times) earliestUs = Math.min(earliestUs, timeUs);
  return earliestUs;
}

/** The event that is being moved from one place to another. */
const moved = new EventBuffer();
