import type { EventRecord } from "./queue/event-queue.js";

/**
 * Passive observer of the events: a trace, a debugger. It must not change the run, and costs nothing where
 * there is none.
 */
export interface EventObserver {
  /** Just before the handler is called. The event is a view that is reused: take out what outlives the call. */
  begin(event: Readonly<EventRecord>): void;
  /** Just after the handler returned; not called where it threw. */
  end(event: Readonly<EventRecord>): void;
  /** Something is put on the list: by the handler that is at work, if one is. The event is a view as well. */
  scheduled?(event: Readonly<EventRecord>): void;
}
