/** What a kernel is given: what happens at each kind of event, and the frame of a run. */
import type { SimTimeUs } from "../units/quantity-types.js";
import type { EventQueue, EventRecord, Priorities } from "./queue/event-queue.js";
import type { EventObserver } from "./observer.js";
import type { Partition } from "./partition.js";

/** What to do when an event of some kind is due. */
export interface Handler {
  /** Unique; failures and traces show it. */
  readonly name: string;
  /** Among events of one time, smaller comes first. A 32-bit integer. */
  readonly priority: number;
  /** The event is a view that becomes the next one: take out what outlives the call; `{ ...event }` copies nothing. */
  handle(event: Readonly<EventRecord>): void;
  /**
   * Reads some of the state that the next events will need, those of the first `count` of these entities, and gives any
   * number made of it: for networks whose state is larger than the cache, where many such reads at once are faster than
   * one at each event. A loop as short as can be, so that many reads are under way. Changes nothing.
   */
  prefetch?(targets: Int32Array, count: number): number;
}

export interface KernelOptions {
  /** The last moment that is simulated, in microseconds: events at it are handled, later ones never. */
  readonly horizonUs: SimTimeUs;
  /**
   * The last moment whose events `scheduleWithin` puts on the list; the horizon if not given. Later than the horizon for
   * a run that is stored and may go on with a later one.
   */
  readonly keepUntilUs?: SimTimeUs;
  /** The command that replays this run, for failures. */
  readonly replay: string;
  /** Scenario, seed and replication in words, for failures. */
  readonly run?: string;
  /** Makes the queue; `CalendarQueue` if not given. */
  readonly queue?: (priorities: Priorities) => EventQueue;
  /** Passive observer: it must not change the run. */
  readonly observer?: EventObserver;
  /** The entities of this kernel, where others have kernels of their own; all of them if not given. */
  readonly partition?: Partition;
  /** Events that one moment may bring about before the run is stopped; `maxEventsAtOnce` of livelock-guard.ts if not given. */
  readonly maxEventsAtOnce?: number;
}
