import {
  compareEvents,
  type EventQueue,
  type EventRecord,
  type EventSink,
  type EventVisitor,
  type Priorities,
} from "./event-queue.js";
import { wordsPerEvent, writeWords } from "./event-words.js";
import { copyOfEvent } from "./event-buffer.js";

/**
 * The reference queue: a binary heap of objects, written to be checked by eye. It allocates an object per event and
 * is many times slower than `CalendarQueue`; tests hold the fast queues against it.
 */
export class HeapQueue implements EventQueue {
  /** Each record stands no later than its children at 2i + 1 and 2i + 2. */
  private readonly heap: EventRecord[] = [];
  private readonly words = new Int32Array(wordsPerEvent);

  constructor(private readonly priorities: Readonly<Priorities>) {}

  get size(): number {
    return this.heap.length;
  }

  peekTimeUs(): number {
    return this.heap.length === 0 ? Infinity : this.heap[0].timeUs;
  }

  push(event: Readonly<EventRecord>): void {
    this.heap.push(copyOfEvent(event));
    this.siftUp(this.heap.length - 1);
  }

  take(into: EventSink, untilUs: number): boolean {
    const first = this.heap[0];
    if (first === undefined || first.timeUs > untilUs) return false;
    writeWords(this.words, 0, first);
    into.write(first.timeUs, this.words, 0);
    const last = this.heap.pop()!;
    if (this.heap.length > 0) {
      this.heap[0] = last;
      this.siftDown(0);
    }
    return true;
  }

  forEach(visit: EventVisitor): void {
    for (const event of this.heap) {
      writeWords(this.words, 0, event);
      visit(event.timeUs, this.words, 0);
    }
  }

  private siftUp(from: number): void {
    let child = from;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.isBefore(child, parent)) return;
      this.swap(child, parent);
      child = parent;
    }
  }

  private siftDown(from: number): void {
    let parent = from;
    for (;;) {
      const left = 2 * parent + 1;
      const right = left + 1;
      let earliest = parent;
      if (left < this.heap.length && this.isBefore(left, earliest)) earliest = left;
      if (right < this.heap.length && this.isBefore(right, earliest)) earliest = right;
      if (earliest === parent) return;
      this.swap(parent, earliest);
      parent = earliest;
    }
  }

  private isBefore(i: number, j: number): boolean {
    return compareEvents(this.heap[i], this.heap[j], this.priorities) < 0;
  }

  private swap(i: number, j: number): void {
    const held = this.heap[i];
    this.heap[i] = this.heap[j];
    this.heap[j] = held;
  }
}
