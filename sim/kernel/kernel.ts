/**
 * One event's way through the engine:
 *
 * ```
 *   handler or scenario
 *        │ schedule(kind, timeUs, target, source, payload)
 *        ▼
 *   checks ── past, fraction, overflow, unknown kind ──► InvariantError: what, when, last events, how to replay
 *        │ + priority of its handler, + the source's next sequence number
 *        ▼
 *   event queue ── total order: time, priority, target, source, sequence
 *        │ runUntil: the earliest one, while it is due and within the horizon
 *        ▼
 *   clock := its time ──► ring of recent events ──► fingerprint ──► handlers[kind].handle(event)
 *        ▲                                                               │
 *        └────────────────── schedules further events ◄──────────────────┘
 * ```
 */
import { emptyRecord, type EventQueue, type EventRecord } from "./event-queue.js";
import { Fingerprint } from "./fingerprint.js";
import { type FailureContext, InvariantError } from "./invariants.js";
import { messages } from "./messages.js";
import type { EventObserver } from "./observer.js";
import { RecentEvents } from "./recent-events.js";
import { SequenceCounters } from "./sequence-counters.js";
import { TypedHeapQueue } from "./typed-heap-queue.js";

/** What to do when an event of some kind is due. */
export interface Handler {
  /** Unique; failures and traces show it. */
  readonly name: string;
  /** Among events of one time, smaller comes first. A 32-bit integer. */
  readonly priority: number;
  /** The record is reused for the next event: copy what outlives the call. */
  handle(event: Readonly<EventRecord>): void;
}

export interface KernelOptions {
  /** The last moment that is simulated, in microseconds: events at it are handled, later ones never. */
  readonly horizonUs: number;
  /** The command that replays this run, for failures. */
  readonly replay: string;
  /** Scenario, seed and replication in words, for failures. */
  readonly run?: string;
  /** `TypedHeapQueue` if not given. */
  readonly queue?: EventQueue;
  /** Looks on; changes nothing. */
  readonly observer?: EventObserver;
}

/** Targets are 32-bit indices; sources each own a counter (8 bytes), so that a wild one must not eat the memory. */
const maxTarget = 2 ** 31 - 1;
const maxSource = 2 ** 26 - 1;

/** Clock, event list and loop. Throws `InvariantError`, and nothing else, for whatever goes wrong in a run. */
export class Kernel {
  /** Folds time, kind, target and payload of every handled event; handlers may fold more. */
  readonly fingerprint = new Fingerprint();
  readonly horizonUs: number;
  private readonly options: KernelOptions;
  private readonly queue: EventQueue;
  private readonly handlers: Handler[] = [];
  private readonly sequences = new SequenceCounters();
  private readonly recent = new RecentEvents(8);
  private readonly scheduled = emptyRecord();
  private readonly current = emptyRecord();
  private handled = 0;
  private running = false;

  constructor(options: KernelOptions) {
    this.options = options;
    this.horizonUs = options.horizonUs;
    this.queue = options.queue ?? new TypedHeapQueue();
    if (!Number.isSafeInteger(this.horizonUs) || this.horizonUs < 0) this.fail(messages.badHorizon(this.horizonUs));
  }

  /** Time of the event that is handled now, or was handled last; 0 before the first. */
  get nowUs(): number {
    return this.current.timeUs;
  }

  /** How many events were handled. */
  get eventCount(): number {
    return this.handled;
  }

  /** How many events wait, those beyond the horizon included. */
  get pendingCount(): number {
    return this.queue.size;
  }

  /** Adds a handler and gives the kind of its events: 0, 1, 2, … in the order of registration. */
  register(handler: Handler): number {
    if (this.handlers.some(({ name }) => name === handler.name)) this.fail(messages.nameTaken(handler.name));
    if (handler.priority !== (handler.priority | 0)) this.fail(messages.badPriority(handler.name, handler.priority));
    return this.handlers.push(handler) - 1;
  }

  /** The name under which the handler of these events was registered. Throws `RangeError` if there is none. */
  nameOf(kind: number): string {
    const handler: Handler | undefined = this.handlers[kind];
    if (handler === undefined) throw new RangeError(messages.noSuchKind(kind));
    return handler.name;
  }

  /**
   * Puts an event on the list. `timeUs` is now or later; `target` is the entity it happens to, `source` the one that
   * causes it (0 if there is none to tell), both dense indices; `payload` a 32-bit integer for the handler.
   * An event for now is still handled now, in the total order among those that wait. Beyond the horizon is no error.
   */
  schedule(kind: number, timeUs: number, target: number, source = 0, payload = 0): void {
    const handler: Handler | undefined = this.handlers[kind];
    const isTime = timeUs >= this.current.timeUs && Number.isSafeInteger(timeUs);
    const areIndices = target >= 0 && target === (target | 0) && source >= 0 && source === (source & maxSource);
    if (handler === undefined || !isTime || !areIndices || payload !== (payload | 0)) {
      return this.refuse(kind, timeUs, target, source, payload);
    }
    const event = this.scheduled;
    event.timeUs = timeUs;
    event.priority = handler.priority;
    event.target = target;
    event.source = source;
    event.sequence = this.sequences.next(source);
    event.kind = kind;
    event.payload = payload;
    this.queue.push(event);
  }

  /**
   * Handles every event up to and at `untilUs`, but none beyond the horizon; `Infinity` runs to the horizon. Says
   * whether any event within the horizon is left, so that a run can be cut into slices, which change nothing in it.
   * The clock stays at the last event handled, so a slice without events does not move it.
   */
  runUntil(untilUs: number): boolean {
    if (Number.isNaN(untilUs)) this.fail(messages.badUntil());
    if (this.running) this.fail(messages.reentered());
    const limitUs = Math.min(untilUs, this.horizonUs);
    this.running = true;
    try {
      while (this.queue.peekTimeUs() <= limitUs) this.handleNext();
    } catch (error) {
      throw this.explain(error);
    } finally {
      this.running = false;
    }
    return this.queue.peekTimeUs() <= this.horizonUs;
  }

  /** Where the run stands, for `Invariants.checkAll` and failures. */
  context(): FailureContext {
    const lastEvents = this.recent.list((kind) => this.handlers[kind].name);
    const { replay, run } = this.options;
    return { timeUs: this.nowUs, replay, lastEvents, ...(run !== undefined && { run }) };
  }

  /** Stops the run: something is wrong that must not be. */
  fail(what: string, details: { rule?: string; frame?: number; entity?: number; cause?: unknown } = {}): never {
    throw new InvariantError({ ...this.context(), ...details, what });
  }

  private handleNext(): void {
    const event = this.current;
    this.queue.pop(event);
    this.handled++;
    this.recent.record(event);
    this.fingerprint.number(event.timeUs).word(event.kind).word(event.target).word(event.payload);
    const { observer } = this.options;
    observer?.begin(event);
    this.handlers[event.kind].handle(event);
    observer?.end(event);
  }

  /** An error of a handler, with the surroundings that its author could not know. */
  private explain(error: unknown): InvariantError {
    if (error instanceof InvariantError) return error;
    const { name } = this.handlers[this.current.kind];
    const what = messages.handlerThrew(name, error instanceof Error ? error.message : String(error));
    return new InvariantError({ ...this.context(), entity: this.current.target, what, cause: error });
  }

  /** Finds out what `schedule` found wrong. */
  private refuse(kind: number, timeUs: number, target: number, source: number, payload: number): never {
    const name = this.handlers[kind]?.name;
    const fail = (what: string): never => this.fail(what, { entity: target });
    if (name === undefined) {
      return fail(messages.unknownKind(kind, timeUs, target, this.handlers.map((known) => known.name))); // prettier-ignore
    }
    if (timeUs > Number.MAX_SAFE_INTEGER) return fail(messages.timeOverflow(name, timeUs, target));
    if (!Number.isInteger(timeUs)) return fail(messages.notInteger(name, timeUs, target));
    if (timeUs < this.nowUs) return fail(messages.inThePast(name, timeUs, target, this.nowUs));
    if (payload !== (payload | 0)) return fail(messages.badPayload(name, timeUs, target, payload));
    const isTarget = target >= 0 && target === (target | 0);
    if (!isTarget) return fail(messages.badIndex(name, timeUs, target, "target", target, maxTarget));
    return fail(messages.badIndex(name, timeUs, target, "source", source, maxSource));
  }
}
