import type { EventQueue, EventRecord } from "./event-queue.js";

// One record is 32 bytes, half a cache line: the sequence as a double, then six 32-bit fields (one of them spare).
// Time is not in it: it lies in the heap itself, where every comparison needs it.
const recordWords = 8;
const recordDoubles = 4;
const priorityAt = 2;
const targetAt = 3;
const sourceAt = 4;
const kindAt = 5;
const payloadAt = 6;

/**
 * The queue a run uses: a 4-ary heap over typed arrays. Nothing is allocated per event; memory doubles when full and
 * is never given back.
 *
 * ```
 * position   0   1   2   3   4   5 │ 6   7        a heap of (time, slot): children of i at 4i + 1 … 4i + 4
 * times     10  12  11  15  10  17 │ –   –
 * slots      2   0   5   1   3   4 │ 7   6        left of size: slots in use; right of it: free slots
 *            │
 *            └─► record 2: sequence, priority, target, source, kind, payload     read only to settle equal times
 * ```
 *
 * Four children a node make the heap half as deep as a binary one, and their times share a cache line or two.
 */
export class TypedHeapQueue implements EventQueue {
  private used = 0;
  private times: Float64Array;
  private slots: Int32Array;
  /** The records, seen as doubles (sequence) and as words (the rest). */
  private doubles: Float64Array;
  private words: Int32Array;

  /** `capacity`: how many events fit before memory first doubles. */
  constructor(capacity = 1024) {
    const room = Math.max(1, capacity);
    this.times = new Float64Array(room);
    this.slots = Int32Array.from({ length: room }, (_, position) => position);
    this.doubles = new Float64Array(room * recordDoubles);
    this.words = new Int32Array(this.doubles.buffer);
  }

  get size(): number {
    return this.used;
  }

  peekTimeUs(): number {
    return this.used === 0 ? Infinity : this.times[0];
  }

  push(event: Readonly<EventRecord>): void {
    if (this.used === this.times.length) this.grow();
    const slot = this.slots[this.used];
    const at = slot * recordWords;
    this.doubles[slot * recordDoubles] = event.sequence;
    this.words[at + priorityAt] = event.priority;
    this.words[at + targetAt] = event.target;
    this.words[at + sourceAt] = event.source;
    this.words[at + kindAt] = event.kind;
    this.words[at + payloadAt] = event.payload;
    this.siftUp(this.used++, event.timeUs, slot);
  }

  pop(into: EventRecord): boolean {
    if (this.used === 0) return false;
    const slot = this.slots[0];
    const at = slot * recordWords;
    into.timeUs = this.times[0];
    into.sequence = this.doubles[slot * recordDoubles];
    into.priority = this.words[at + priorityAt];
    into.target = this.words[at + targetAt];
    into.source = this.words[at + sourceAt];
    into.kind = this.words[at + kindAt];
    into.payload = this.words[at + payloadAt];
    const last = --this.used;
    const lastSlot = this.slots[last];
    this.slots[last] = slot;
    if (last > 0) this.siftDown(this.times[last], lastSlot);
    return true;
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

  /** `compareEvents` for two records of equal time. */
  private isBefore(slot: number, other: number): boolean {
    const { words } = this;
    const a = slot * recordWords;
    const b = other * recordWords;
    let difference = words[a + priorityAt] - words[b + priorityAt];
    if (difference === 0) difference = words[a + targetAt] - words[b + targetAt];
    if (difference === 0) difference = words[a + sourceAt] - words[b + sourceAt];
    if (difference === 0) {
      difference = this.doubles[slot * recordDoubles] - this.doubles[other * recordDoubles];
    }
    return difference < 0;
  }

  private grow(): void {
    const old = this.times.length;
    const times = new Float64Array(2 * old);
    const slots = new Int32Array(2 * old);
    const doubles = new Float64Array(2 * old * recordDoubles);
    times.set(this.times);
    slots.set(this.slots);
    doubles.set(this.doubles);
    for (let position = old; position < slots.length; position++) slots[position] = position;
    this.times = times;
    this.slots = slots;
    this.doubles = doubles;
    this.words = new Int32Array(doubles.buffer);
  }
}
