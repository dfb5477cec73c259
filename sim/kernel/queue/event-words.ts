import { type EventRecord, type Priorities, sourceBits } from "./event-queue.js";

// Four words of an event beside its time. Kind and source share one, so that a record is 24 bytes.
export const wordsPerEvent = 4;
export const targetAt = 0;
/** Source in the lower 26 bits, kind in the upper 6. */
export const originAt = 1;
export const sequenceAt = 2;
export const payloadAt = 3;

const sourceMask = 2 ** sourceBits - 1;

export const originOf = (kind: number, source: number): number => (kind << sourceBits) | source;
export const kindOf = (origin: number): number => origin >>> sourceBits;
export const sourceOf = (origin: number): number => origin & sourceMask;

/** Writes the words of an event from `at` on; its time lies elsewhere. */
export function writeWords(words: Int32Array, at: number, event: Readonly<EventRecord>): void {
  words[at + targetAt] = event.target;
  words[at + originAt] = originOf(event.kind, event.source);
  words[at + sequenceAt] = event.sequence;
  words[at + payloadAt] = event.payload;
}

/** The event whose words begin at `at`, but for its time. */
export function readWords(words: Int32Array, at: number, into: EventRecord): void {
  const origin = words[at + originAt];
  into.target = words[at + targetAt];
  into.source = sourceOf(origin);
  into.kind = kindOf(origin);
  into.sequence = words[at + sequenceAt];
  into.payload = words[at + payloadAt];
}

/** Copies the words of one event. */
export function moveWords(from: Int32Array, at: number, to: Int32Array, toAt: number): void {
  to[toAt + targetAt] = from[at + targetAt];
  to[toAt + originAt] = from[at + originAt];
  to[toAt + sequenceAt] = from[at + sequenceAt];
  to[toAt + payloadAt] = from[at + payloadAt];
}

/** `compareEvents` for two events of equal time, whose words begin at `i` and at `j`. */
export function compareWords(
  a: Int32Array,
  i: number,
  b: Int32Array,
  j: number,
  priorities: Readonly<Priorities>,
): number {
  const originA = a[i + originAt];
  const originB = b[j + originAt];
  return (
    priorities[kindOf(originA)] - priorities[kindOf(originB)] ||
    a[i + targetAt] - b[j + targetAt] ||
    sourceOf(originA) - sourceOf(originB) ||
    (a[i + sequenceAt] - b[j + sequenceAt]) | 0
  );
}
