import type { EventObserver } from "../observer.js";
import type { EventQueue, EventRecord, EventSink, EventVisitor } from "./event-queue.js";

/** A queue that tells an observer what is put on it: runs that nobody observes have none, and pay nothing. */
class ObservedQueue implements EventQueue {
  readonly #queue: EventQueue;
  readonly #scheduled: (event: Readonly<EventRecord>) => void;

  constructor(queue: EventQueue, scheduled: (event: Readonly<EventRecord>) => void) {
    this.#queue = queue;
    this.#scheduled = scheduled;
  }

  get size(): number {
    return this.#queue.size;
  }

  push(event: Readonly<EventRecord>): void {
    this.#scheduled(event);
    this.#queue.push(event);
  }

  take(into: EventSink, untilUs: number): boolean {
    return this.#queue.take(into, untilUs);
  }

  peekTimeUs(): number {
    return this.#queue.peekTimeUs();
  }

  forEach(visit: EventVisitor): void {
    this.#queue.forEach(visit);
  }
}

/** The queue itself where nobody wants to know. */
export function observedQueue(queue: EventQueue, observer: EventObserver | undefined): EventQueue {
  return observer?.scheduled === undefined ? queue : new ObservedQueue(queue, (event) => observer.scheduled?.(event));
}
