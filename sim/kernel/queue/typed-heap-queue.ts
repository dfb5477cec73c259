import type { EventQueue, EventRecord, EventSink, EventVisitor, Priorities } from "./event-queue.js";
import { compareWords, wordsPerEvent, writeWords } from "./event-words.js";

/**
 * A 4-ary heap over typed arrays: for the few events that `CalendarQueue` cannot put into a bucket. Nothing is allocated
 * per event; memory doubles when full and is never given back.
 *
 * ```
 * position   0   1   2   3   4   5 │ 6   7        a heap of (time, slot): children of i at 4i + 1 … 4i + 4
 * times     10  12  11  15  10  17 │ –   –
 * slots      2   0   5   1   3   4 │ 7   6        left of size: slots in use; right of it: free slots
 *            │
 *            └─► record 2: target, origin, sequence, payload                 read only to settle equal times
 * ```
 *
 * Four children a node make the heap half as deep as a binary one, and their times share a cache line or two.
 */
export class TypedHeapQueue implements EventQueue {
  private used = 0;
  /** The earliest time is the first; `Infinity` while the queue is empty. */
  times: Float64Array;
  private slots: Int32Array;
  private words: Int32Array;

  /** `capacity`: how many events fit before memory first doubles. */
  constructor(
    private readonly priorities: Readonly<Priorities>,
    capacity = 64,
  ) {
    const room = Math.max(1, capacity);
    this.times = new Float64Array(room).fill(Infinity, 0, 1);
    this.slots = new Int32Array(room);
    for (let position = 0; position < room; position++) this.slots[position] = position;
    this.words = new Int32Array(room * wordsPerEvent);
  }

  get size(): number {
    return this.used;
  }

  peekTimeUs(): number {
    return this.times[0];
  }

  push(event: Readonly<EventRecord>): void {
    if (this.used === this.times.length) this.grow();
    const slot = this.slots[this.used];
    writeWords(this.words, slot * wordsPerEvent, event);
    this.siftUp(this.used++, event.timeUs, slot);
  }

  take(into: EventSink, untilUs: number): boolean {
    if (this.used === 0 || this.times[0] > untilUs) return false;
    const slot = this.slots[0];
    into.write(this.times[0], this.words, slot * wordsPerEvent);
    const last = --this.used;
    const lastSlot = this.slots[last];
    this.slots[last] = slot;
    if (last > 0) this.siftDown(this.times[last], lastSlot);
    else this.times[0] = Infinity;
    return true;
  }

  forEach(visit: EventVisitor): void {
    for (let k = 0; k < this.used; k++) visit(this.times[k], this.words, this.slots[k] * wordsPerEvent);
  }

  /** `compareEvents` of the earliest event here and one of the same time whose words begin at `at`. Not when empty. */
  compareFirst(words: Int32Array, at: number): number {
    return compareWords(this.words, this.slots[0] * wordsPerEvent, words, at, this.priorities);
  }

  /** Moves the hole at `from` towards the root until (timeUs, slot) may stand in it. */
  private siftUp(from: number, timeUs: number, slot: number): void {
    const { times, slots } = this;
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      const parentUs = times[parent];
      if (parentUs < timeUs || (parentUs === timeUs && !this.isBefore(slot, slots[parent]))) break;
      times[hole] = parentUs;
      slots[hole] = slots[parent];
      hole = parent;
    }
    times[hole] = timeUs;
    slots[hole] = slot;
  }

  /** Moves the hole at the root towards the leaves until (timeUs, slot) may stand in it. */
  private siftDown(timeUs: number, slot: number): void {
    const { times, slots, used } = this;
    let hole = 0;
    for (let child = 1; child < used; child = 4 * hole + 1) {
      let earliest = child;
      let earliestUs = times[child];
      const end = Math.min(child + 4, used);
      for (let sibling = child + 1; sibling < end; sibling++) {
        const siblingUs = times[sibling];
        if (siblingUs > earliestUs) continue;
        if (siblingUs === earliestUs && !this.isBefore(slots[sibling], slots[earliest])) continue;
        earliest = sibling;
        earliestUs = siblingUs;
      }
      if (timeUs < earliestUs || (timeUs === earliestUs && this.isBefore(slot, slots[earliest]))) break;
      times[hole] = earliestUs;
      slots[hole] = slots[earliest];
      hole = earliest;
    }
    times[hole] = timeUs;
    slots[hole] = slot;
  }

  /** The total order for two records of equal time. */
  private isBefore(slot: number, other: number): boolean {
    const { words } = this;
    return compareWords(words, slot * wordsPerEvent, words, other * wordsPerEvent, this.priorities) < 0;
  }

  private grow(): void {
    const old = this.times.length;
    const times = new Float64Array(2 * old);
    const slots = new Int32Array(2 * old);
    const words = new Int32Array(2 * old * wordsPerEvent);
    times.set(this.times);
    slots.set(this.slots);
    words.set(this.words);
    for (let position = old; position < slots.length; position++) slots[position] = position;
    this.times = times;
    this.slots = slots;
    this.words = words;
  }
}
