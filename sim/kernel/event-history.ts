import type { StateReader } from "../table/state-reader.js";
import type { StateSink } from "../table/stored.js";
import { EventFold } from "./event-fold.js";
import type { EventRecord, EventSink } from "./queue/event-queue.js";
import {
  kindOf,
  moveWords,
  originAt,
  originOf,
  payloadAt,
  sequenceAt,
  sourceOf,
  targetAt,
  wordsPerEvent,
} from "./queue/event-words.js";

/** One handled event, as failures show it. */
export interface EventTrace {
  readonly timeUs: number;
  readonly handler: string;
  readonly target: number;
  readonly source: number;
  readonly payload: number;
}

/** Events that are folded at once: many small independent computations, which a processor interleaves. */
const groupSize = 64;
/** How many of them a failure shows. */
const shown = 8;

/**
 * The event that is being handled, and those before it: the last few, for failures, and all of them in a fold, into which
 * they go a group at a time. Most are only seen where they lie in the queue, and read there; the last few of a group are
 * copied when it is settled. Fields are those of the event that was written or seen last.
 */
export class EventHistory implements EventSink, Readonly<EventRecord> {
  /** The group: times, and where in `words` each event begins. Events that were written are copied to `copies`. */
  private readonly times = new Float64Array(groupSize);
  private readonly timeWords = new Int32Array(this.times.buffer);
  private readonly offsets = new Int32Array(groupSize);
  private readonly copies = new Int32Array(groupSize * wordsPerEvent);
  private words: Int32Array = this.copies;
  private size = 0;

  private readonly folded = new EventFold();
  /** The last few of all groups before, in turn: `(k % shown)` is where number k is. */
  private readonly lastTimes = new Float64Array(shown);
  private readonly lastWords = new Int32Array(shown * wordsPerEvent);

  /** The current event. */
  private currentUs = 0;
  private currentWords: Int32Array = this.copies;
  private at = 0;

  get timeUs(): number {
    return this.currentUs;
  }
  get target(): number {
    return this.currentWords[this.at + targetAt];
  }
  get source(): number {
    return sourceOf(this.currentWords[this.at + originAt]);
  }
  get kind(): number {
    return kindOf(this.currentWords[this.at + originAt]);
  }
  get sequence(): number {
    return this.currentWords[this.at + sequenceAt];
  }
  get payload(): number {
    return this.currentWords[this.at + payloadAt];
  }

  borrow(timeUs: number, words: Int32Array, at: number): void {
    if (words !== this.words || this.size === groupSize) this.begin(words);
    const index = this.size;
    this.size = index + 1;
    this.times[index] = timeUs;
    this.offsets[index] = at;
    this.currentUs = timeUs;
    this.at = at;
  }

  write(timeUs: number, words: Int32Array, at: number): void {
    if (this.words !== this.copies || this.size === groupSize) this.begin(this.copies);
    const offset = this.size * wordsPerEvent;
    moveWords(words, at, this.copies, offset);
    this.borrow(timeUs, this.copies, offset);
  }

  flush(): void {
    const { times, words, offsets, size } = this;
    if (size === 0) return;
    const before = this.folded.eventCount;
    this.folded.addAll(this.timeWords, words, offsets, size);
    for (let k = Math.max(0, size - shown); k < size; k++) {
      const turn = (before + k) % shown;
      this.lastTimes[turn] = times[k];
      moveWords(words, offsets[k], this.lastWords, turn * wordsPerEvent);
    }
    this.size = 0;
    this.currentWords = this.lastWords;
    this.at = ((this.folded.eventCount - 1) % shown) * wordsPerEvent;
    // Whatever comes next begins a group, and says where it is.
    this.words = this.lastWords;
  }

  /** All events handled so far. */
  fold(): EventFold {
    this.flush();
    return this.folded;
  }

  get count(): number {
    return this.folded.eventCount + this.size;
  }

  /** The last eight, the newest last; `nameOf` tells a handler's name from its kind. */
  latest(nameOf: (kind: number) => string): EventTrace[] {
    const { eventCount } = this.fold();
    const known = Math.min(shown, eventCount);
    return Array.from({ length: known }, (_, k) => {
      const turn = (eventCount - known + k) % shown;
      const at = turn * wordsPerEvent;
      const words = this.lastWords;
      const origin = words[at + originAt];
      const [target, payload] = [words[at + targetAt], words[at + payloadAt]];
      return {
        timeUs: this.lastTimes[turn],
        handler: nameOf(kindOf(origin)),
        target,
        source: sourceOf(origin),
        payload,
      };
    });
  }

  save(to: StateSink): void {
    to.part("fold", this.fold());
    to.number("timeUs", this.timeUs);
    to.numbers("lastTimes", this.lastTimes);
    to.numbers("lastWords", this.lastWords);
  }

  /** `kindNow`: the kind that each kind has now which was known when the events were handled. */
  load(from: StateReader, kindNow: readonly number[]): void {
    this.flush();
    from.part("fold", this.folded);
    this.currentUs = from.number("timeUs");
    this.lastTimes.set(from.numbers("lastTimes", Float64Array, shown));
    this.lastWords.set(from.numbers("lastWords", Int32Array, shown * wordsPerEvent));
    const known = Math.min(shown, this.folded.eventCount);
    for (let at = originAt; at < known * wordsPerEvent; at += wordsPerEvent) {
      const origin = this.lastWords[at];
      this.lastWords[at] = originOf(kindNow[kindOf(origin)], sourceOf(origin));
    }
    this.words = this.lastWords;
    this.currentWords = this.lastWords;
    this.at = known === 0 ? 0 : ((this.folded.eventCount - 1) % shown) * wordsPerEvent;
  }

  /** A group of events that lie in `words`. */
  private begin(words: Int32Array): void {
    this.flush();
    this.words = words;
    this.currentWords = words;
  }
}
