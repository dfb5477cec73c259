import type { EventRecord, EventSink } from "./event-queue.js";
import { readWords } from "./event-words.js";

/** An event by itself: to take into, or to fill before a push. */
export class EventBuffer implements EventRecord, EventSink {
  timeUs = 0;
  target = 0;
  source = 0;
  sequence = 0;
  kind = 0;
  payload = 0;

  write(timeUs: number, words: Int32Array, at: number): void {
    this.timeUs = timeUs;
    readWords(words, at, this);
  }

  borrow(timeUs: number, words: Int32Array, at: number): void {
    this.write(timeUs, words, at);
  }

  /** Nothing was only seen. */
  flush(): void {}
}

/** The fields of an event that may be a view, as an object of their own. */
export const copyOfEvent = ({
  timeUs,
  target,
  source,
  sequence,
  kind,
  payload,
}: Readonly<EventRecord>): EventRecord => ({
  timeUs,
  target,
  source,
  sequence,
  kind,
  payload,
});
