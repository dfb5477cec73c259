import type { SimTimeUs } from "../../units/quantity-types.js";

/**
 * A future event as the queue holds it.
 *
 * `timeUs` is a whole number of microseconds, at most 2^53 − 1; `target` (31 bits) and `source` (26 bits) are dense
 * indices of entities, `kind` (6 bits) says which handler, `sequence` is the source's own counter, a 32-bit word that
 * wraps around, and `payload` a 32-bit integer that the handler agreed with itself, usually an index into one of its
 * columns.
 */
export interface EventRecord {
  timeUs: SimTimeUs;
  target: number;
  source: number;
  sequence: number;
  kind: number;
  payload: number;
}

/** Priority of each kind of event, by kind: what the total order needs to know of handlers. */
export type Priorities = Int32Array;

/** Bits of a record's fields: a record is 24 bytes, in which kind and source share a word. */
export const sourceBits = 26;
export const maxKinds = 64;
export const maxSource = 2 ** sourceBits - 1;
export const maxTarget = 2 ** 31 - 1;

/** Where a queue puts the event that it hands out. */
export interface EventSink {
  /** The event's time, and its words (`event-words.ts`), which begin at `at`; they are copied. */
  write(timeUs: number, words: Int32Array, at: number): void;
  /** As `write`, but the words stay as they are until `settle`, so that they need not be copied one event at a time. */
  borrow(timeUs: number, words: Int32Array, at: number): void;
  /** Takes out what is needed of all events seen: their words may become others from now on. */
  flush(): void;
}

/** Is shown an event where it lies: its time, and its words (`event-words.ts`), which begin at `at`. */
export type EventVisitor = (timeUs: number, words: Int32Array, at: number) => void;

/**
 * A set of future events that hands them out in the order of `compareEvents`. Neither `push` nor `take` keeps the
 * caller's object. Queues check nothing: the kernel refuses bad times and indices before they get here.
 */
export interface EventQueue {
  /** How many events wait. */
  readonly size: number;
  push(event: Readonly<EventRecord>): void;
  /**
   * Moves the earliest event into `into` if its time is at most `untilUs`; else false, and no event gets there. Settles
   * `into` before it uses again what was seen.
   */
  take(into: EventSink, untilUs: SimTimeUs): boolean;
  /** Time of the earliest event in microseconds; `Infinity` if none waits. Settle before what was taken last. */
  peekTimeUs(): SimTimeUs;
  /** Shows every event that waits, in no order. Nothing may be pushed or taken meanwhile. */
  forEach(visit: EventVisitor): void;
}

/**
 * The total order of events: (time, priority, target, source, the source's sequence), smaller first.
 *
 * Every part is a property of the event itself and none of its arrival, so the order is the same however events were
 * inserted and however entities are split over workers. Sequences are compared as they wrap: right as long as a source
 * has not scheduled 2^31 further events while two of equal time and target wait. Zero only for two events of one source
 * with one sequence, which the kernel never makes.
 */
export function compareEvents(
  a: Readonly<EventRecord>,
  b: Readonly<EventRecord>,
  priorities: Readonly<Priorities>,
): number {
  return (
    a.timeUs - b.timeUs ||
    priorities[a.kind] - priorities[b.kind] ||
    a.target - b.target ||
    a.source - b.source ||
    (a.sequence - b.sequence) | 0
  );
}
