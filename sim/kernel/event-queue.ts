/**
 * A future event as the queue holds it.
 *
 * `timeUs` is a whole number of microseconds; `sequence` a non-negative safe integer, the source's own counter. The
 * other fields are 32-bit integers: `target` and `source` are dense indices of entities, `kind` says which handler,
 * and `payload` is whatever that handler agreed with itself, usually an index into one of its columns.
 */
export interface EventRecord {
  timeUs: number;
  priority: number;
  target: number;
  source: number;
  sequence: number;
  kind: number;
  payload: number;
}

/**
 * A set of future events that hands them out in the order of `compareEvents`. Neither `push` nor `pop` keeps the
 * caller's object. Queues check nothing: the kernel refuses bad times and indices before they get here.
 */
export interface EventQueue {
  /** How many events wait. */
  readonly size: number;
  push(event: Readonly<EventRecord>): void;
  /** Moves the earliest event into `into`; false, and `into` untouched, if none waits. */
  pop(into: EventRecord): boolean;
  /** Time of the earliest event in microseconds; `Infinity` if none waits. */
  peekTimeUs(): number;
}

/**
 * The total order of events: (time, priority, target, source, the source's sequence), smaller first.
 *
 * Every part is a property of the event itself and none of its arrival, so the order is the same however events were
 * inserted and however entities are split over workers. Zero only for two events of one source with one sequence,
 * which the kernel never makes.
 */
export function compareEvents(a: Readonly<EventRecord>, b: Readonly<EventRecord>): number {
  return (
    a.timeUs - b.timeUs ||
    a.priority - b.priority ||
    a.target - b.target ||
    a.source - b.source ||
    a.sequence - b.sequence
  );
}

/** A record to pop into, or to fill before a push. */
export function emptyRecord(): EventRecord {
  return { timeUs: 0, priority: 0, target: 0, source: 0, sequence: 0, kind: 0, payload: 0 };
}
