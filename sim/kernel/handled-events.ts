import { EventFold } from "./event-fold.js";
import type { EventRecord } from "./event-queue.js";
import { kindOf, originAt, payloadAt, sourceOf, targetAt, wordsPerEvent, writeWords } from "./event-words.js";

/** One handled event, as failures show it. */
export interface EventTrace {
  readonly timeUs: number;
  readonly handler: string;
  readonly target: number;
  readonly source: number;
  readonly payload: number;
}

/** Events that are folded at once: many small independent computations, which a processor interleaves. */
const room = 64;
/** How many of them a failure shows. */
const shown = 8;

/**
 * The events that were handled: the last few as they were, for failures, and all of them in a fold, into which they go
 * a group at a time.
 */
export class HandledEvents {
  private readonly times = new Float64Array(room);
  private readonly words = new Int32Array(room * wordsPerEvent);
  private readonly folded = new EventFold();
  /** Where the next event goes, and from where on events are not folded yet. */
  private next = 0;
  private unfolded = 0;
  private isFull = false;

  record(event: Readonly<EventRecord>): void {
    const { next } = this;
    this.times[next] = event.timeUs;
    writeWords(this.words, next * wordsPerEvent, event);
    this.next = next + 1;
    if (next + 1 === room) this.wrap();
  }

  /** All events handled so far. */
  fold(): EventFold {
    this.folded.addAll(this.times, this.words, this.unfolded, this.next);
    this.unfolded = this.next;
    return this.folded;
  }

  get count(): number {
    return this.folded.eventCount + this.next - this.unfolded;
  }

  /** The last eight, the newest last; `nameOf` tells a handler's name from its kind. */
  latest(nameOf: (kind: number) => string): EventTrace[] {
    const known = Math.min(shown, this.isFull ? room : this.next);
    return Array.from({ length: known }, (_, k) => {
      const index = (this.next - known + k + room) % room;
      const at = index * wordsPerEvent;
      const { words } = this;
      const origin = words[at + originAt];
      const [target, payload] = [words[at + targetAt], words[at + payloadAt]];
      return { timeUs: this.times[index], handler: nameOf(kindOf(origin)), target, source: sourceOf(origin), payload };
    });
  }

  private wrap(): void {
    this.fold();
    this.next = 0;
    this.unfolded = 0;
    this.isFull = true;
  }
}
