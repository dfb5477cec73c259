/** Events that wait, as stored state. */
import type { StateReader } from "../../table/state-reader.js";
import type { StateSink } from "../../table/stored.js";
import type { EventQueue, Priorities } from "./event-queue.js";
import {
  compareWords,
  kindOf,
  moveWords,
  payloadAt,
  sequenceAt,
  sourceOf,
  targetAt,
  originAt,
  wordsPerEvent,
} from "./event-words.js";
import { EventBuffer } from "./event-buffer.js";

/** Writes all events in their total order, which no queue's inner state shows in. */
export function saveEvents(to: StateSink, queue: EventQueue, priorities: Readonly<Priorities>): void {
  const count = queue.size;
  const times = new Float64Array(count);
  const words = new Int32Array(count * wordsPerEvent);
  let row = 0;
  queue.forEach((timeUs, from, at) => {
    times[row] = timeUs;
    moveWords(from, at, words, wordsPerEvent * row++);
  });
  const order = Uint32Array.from({ length: count }, (_, k) => k).sort(
    (a, b) => times[a] - times[b] || compareWords(words, a * wordsPerEvent, words, b * wordsPerEvent, priorities),
  );
  const column = (value: (at: number) => number): Int32Array => Int32Array.from(order, (k) => value(k * wordsPerEvent));
  to.numbers(
    "timeUs",
    Float64Array.from(order, (k) => times[k]),
  );
  to.numbers(
    "target",
    column((at) => words[at + targetAt]),
  );
  to.numbers(
    "source",
    column((at) => sourceOf(words[at + originAt])),
  );
  to.numbers(
    "sequence",
    column((at) => words[at + sequenceAt]),
  );
  to.numbers("kind", Uint8Array.from(column((at) => kindOf(words[at + originAt]))));
  to.numbers(
    "payload",
    column((at) => words[at + payloadAt]),
  );
}

/** Puts them on the list of an empty queue. `kindNow`: the kind that each stored kind has now. */
export function loadEvents(from: StateReader, queue: EventQueue, kindNow: readonly number[]): void {
  const times = from.numbers("timeUs", Float64Array);
  const count = times.length;
  const target = from.numbers("target", Int32Array, count);
  const source = from.numbers("source", Int32Array, count);
  const sequence = from.numbers("sequence", Int32Array, count);
  const kind = from.numbers("kind", Uint8Array, count);
  const payload = from.numbers("payload", Int32Array, count);
  const event = new EventBuffer();
  for (let k = 0; k < count; k++) {
    event.timeUs = times[k];
    event.target = target[k];
    event.source = source[k];
    event.sequence = sequence[k];
    event.kind = kindNow[kind[k]];
    event.payload = payload[k];
    queue.push(event);
  }
}
