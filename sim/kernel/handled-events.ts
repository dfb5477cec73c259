import { EventFold } from "./event-fold.js";
import type { EventRecord, EventSink } from "./event-queue.js";
import {
  kindOf,
  moveWords,
  originAt,
  payloadAt,
  sequenceAt,
  sourceOf,
  targetAt,
  wordsPerEvent,
} from "./event-words.js";

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
 * The event that is being handled, and those before it: the last few as they were, for failures, and all of them in a
 * fold, into which they go a group at a time. Fields are those of the event that was written last.
 */
export class HandledEvents implements EventSink, Readonly<EventRecord> {
  private readonly times = new Float64Array(room);
  private readonly timeWords = new Int32Array(this.times.buffer);
  private readonly words = new Int32Array(room * wordsPerEvent);
  private readonly folded = new EventFold();
  /** Which event is the current one, where the next one goes, and from where on events are not folded yet. */
  private at = 0;
  private next = 0;
  private unfolded = 0;
  private isFull = false;

  get timeUs(): number {
    return this.times[this.at];
  }
  get target(): number {
    return this.words[this.at * wordsPerEvent + targetAt];
  }
  get source(): number {
    return sourceOf(this.words[this.at * wordsPerEvent + originAt]);
  }
  get kind(): number {
    return kindOf(this.words[this.at * wordsPerEvent + originAt]);
  }
  get sequence(): number {
    return this.words[this.at * wordsPerEvent + sequenceAt];
  }
  get payload(): number {
    return this.words[this.at * wordsPerEvent + payloadAt];
  }

  write(timeUs: number, words: Int32Array, at: number): void {
    if (this.next === room) this.wrap();
    const index = this.next;
    this.next = index + 1;
    this.at = index;
    this.times[index] = timeUs;
    moveWords(words, at, this.words, index * wordsPerEvent);
  }

  /** All events handled so far. */
  fold(): EventFold {
    this.folded.addAll(this.timeWords, this.words, this.unfolded, this.next);
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
