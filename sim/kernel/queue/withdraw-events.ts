/** Takes events of one kind off a queue. */
import { EventBuffer } from "./event-buffer.js";
import type { EventQueue, EventSink } from "./event-queue.js";
import { kindOf, moveWords, originAt, readWords, targetAt, wordsPerEvent } from "./event-words.js";

/** Those whose target is so, or all. Costs as much as emptying the queue and filling it again. */
export function withdrawEvents(queue: EventQueue, kind: number, isOf: (target: number) => boolean = () => true): void {
  const times: number[] = [];
  const words = new Int32Array(queue.size * wordsPerEvent);
  queue.forEach((timeUs, from, at) => {
    if (kindOf(from[at + originAt]) === kind && isOf(from[at + targetAt])) return;
    moveWords(from, at, words, wordsPerEvent * times.length);
    times.push(timeUs);
  });
  if (times.length === queue.size) return;
  while (queue.take(nowhere, Number.POSITIVE_INFINITY));
  const event = new EventBuffer();
  for (const [k, timeUs] of times.entries()) {
    readWords(words, k * wordsPerEvent, event);
    event.timeUs = timeUs;
    queue.push(event);
  }
}

const nowhere: EventSink = {
  write: () => undefined,
  borrow: () => undefined,
  flush: () => undefined,
};
