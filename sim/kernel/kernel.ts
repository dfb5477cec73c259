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
 *   clock := its time ──► event history, folded by groups ──► handlers[kind].handle(event)
 *        ▲                                                               │
 *        └────────────────── schedules further events ◄──────────────────┘
 * ```
 */
import type { StateReader } from "../table/state-reader.js";
import type { StateSink, Stored } from "../table/stored.js";
import type { DurationUs, SimTimeUs } from "../units/quantity-types.js";
import { RunRefusal } from "../units/run-refusal.js";
import { CalendarQueue } from "./queue/calendar-queue.js";
import { observedQueue } from "./queue/observed-queue.js";
import { Prefetcher } from "./queue/prefetcher.js";
import { type EventQueue, type EventRecord, maxKinds, maxSource } from "./queue/event-queue.js";
import type { EventFold } from "./event-fold.js";
import { Fingerprint } from "./fingerprint.js";
import { EventHistory } from "./event-history.js";
import type { Handler, KernelOptions } from "./handler.js";
import { HandlerTable } from "./handler-table.js";
import { EventBuffer } from "./queue/event-buffer.js";
import { type FailureContext, InvariantError } from "./invariants.js";
import { messages } from "./messages.js";
import { LivelockGuard } from "./livelock-guard.js";
import { observedHandler } from "./observed-handler.js";
import { type Partition, wholeNetwork } from "./partition.js";
import { refusalOf } from "./schedule-refusal.js";
import { SequenceCounters } from "./sequence-counters.js";
import { type KernelParts, loadKernel, saveKernel } from "./stored-kernel.js";
import { withdrawEvents } from "./queue/withdraw-events.js";

export type { Handler, KernelOptions } from "./handler.js";

/** Clock, event list and loop. Throws `InvariantError`, and nothing else, for whatever goes wrong in a run. */
export class Kernel implements Stored {
  /** What handlers fold, in the order of events; the events themselves are folded apart, see `print`. */
  readonly fingerprint = new Fingerprint();
  readonly horizonUs: SimTimeUs;
  /** The last moment whose events `scheduleWithin` puts on the list. */
  readonly keepUntilUs: number;
  private readonly options: KernelOptions;
  private readonly queue: EventQueue;
  private readonly partition: Partition;
  private readonly firstOwn: number;
  private readonly endOwn: number;
  private readonly kinds = new HandlerTable();
  private readonly handlers = this.kinds.list;
  private readonly sequences = new SequenceCounters();
  private readonly history = new EventHistory();
  private readonly scheduled = new EventBuffer();
  private readonly livelockGuard: LivelockGuard;
  private running = false;

  constructor(options: KernelOptions) {
    this.options = options;
    this.horizonUs = options.horizonUs;
    this.keepUntilUs = Math.max(options.horizonUs, options.keepUntilUs ?? 0);
    this.partition = options.partition ?? wholeNetwork;
    this.firstOwn = this.partition.first;
    this.endOwn = this.partition.end;
    this.livelockGuard = new LivelockGuard(options.maxEventsAtOnce);
    const { list, priorities } = this.kinds;
    const queue = options.queue?.(priorities) ?? new CalendarQueue(priorities, new Prefetcher(list, this.sequences));
    this.queue = observedQueue(queue, options.observer);
    if (!Number.isSafeInteger(this.horizonUs) || this.horizonUs < 0) this.fail(messages.badHorizon(this.horizonUs));
  }

  /** Time of the event that is handled now, or was handled last; 0 before the first. */
  get nowUs(): SimTimeUs {
    return this.history.timeUs;
  }

  /** How many events were handled. */
  get eventCount(): number {
    return this.history.count;
  }

  /** How many events wait, those beyond the horizon included. */
  get pendingCount(): number {
    return this.queue.size;
  }

  /** Adds a handler and gives the kind of its events: 0, 1, 2, … in the order of registration. */
  register(handler: Handler): number {
    const refusal = this.kinds.refusalOf(handler);
    return refusal === null ? this.kinds.add(observedHandler(handler, this.options.observer)) : this.fail(refusal);
  }

  /** The name under which the handler of these events was registered. Throws `RangeError` if there is none. */
  nameOf(kind: number): string {
    return this.kinds.nameOf(kind);
  }

  /**
   * Puts an event on the list. `timeUs` is now or later; `target` is the entity it happens to, `source` the one that
   * causes it (0 if there is none to tell), both dense indices; `payload` a 32-bit integer for the handler.
   * An event for now is still handled now, in the total order among those that wait. Beyond the horizon is no error.
   */
  schedule(kind: number, timeUs: SimTimeUs, target: number, source = 0, payload = 0): void {
    const handler: Handler | undefined = this.handlers[kind];
    const isTime = timeUs >= this.history.timeUs && Number.isSafeInteger(timeUs);
    const areIndices = target >= 0 && target === (target | 0) && source >= 0 && source === (source & maxSource);
    if (handler === undefined || !isTime || !areIndices || payload !== (payload | 0)) {
      return this.refuse(kind, timeUs, target, source, payload);
    }
    this.enqueue(kind, timeUs + 0, target, source, payload); // -0 + 0 is 0
  }

  /**
   * As `schedule`, unless the time lies beyond `keepUntilUs`, which is the horizon of most runs, however far: what comes of
   * a drawn length or a rate of a scenario has no bound, and must not be put on the list, nor overflow, by the luck of a
   * seed. Says whether it was.
   */
  scheduleWithin(kind: number, timeUs: SimTimeUs, target: number, source = 0, payload = 0): boolean {
    if (timeUs > this.keepUntilUs) return false;
    this.schedule(kind, timeUs, target, source, payload);
    return true;
  }

  /**
   * As `schedule`, `delayUs` after now: for hot paths, where a delay below 2^31 µs stays an integer in a register and a
   * time would not.
   */
  scheduleAfter(kind: number, delayUs: DurationUs, target: number, source = 0, payload = 0): void {
    const timeUs = this.history.timeUs + delayUs;
    const isDelay = delayUs === (delayUs | 0) && delayUs >= 0 && timeUs <= Number.MAX_SAFE_INTEGER;
    const isTarget = target === (target | 0) && target >= this.firstOwn && target < this.endOwn;
    const isSource = source === (source & maxSource) && source >= this.firstOwn && source < this.endOwn;
    const isKind = kind === (kind & (maxKinds - 1)) && kind < this.handlers.length;
    if (!isDelay || !isTarget || !isSource || !isKind || payload !== (payload | 0)) {
      return this.schedule(kind, timeUs, target, source, payload);
    }
    this.queue.push(this.fill(kind, timeUs, target, source, payload));
  }

  /** Puts an event on the list that another kernel's entity scheduled, with the sequence that it got there. */
  receive(event: Readonly<EventRecord>): void {
    const { first, end } = this.partition;
    if (!(event.timeUs >= this.history.timeUs) || event.target < first || event.target >= end) {
      this.fail(messages.misdirected(event.timeUs, event.target, this.history.timeUs, first, end), { entity: event.target }); // prettier-ignore
    }
    this.queue.push(event);
  }

  /**
   * Takes events of a kind off the list, those of some targets or of all: whoever goes on from a stored moment may draw anew when they
   * come. Not while events are handled.
   */
  withdraw(kind: number, isOf?: (target: number) => boolean): void {
    withdrawEvents(this.queue, kind, isOf);
  }

  /** Time of the earliest event that waits, microseconds; `Infinity` if none does. */
  get nextUs(): SimTimeUs {
    return this.queue.peekTimeUs();
  }

  /**
   * Handles every event up to and at `untilUs`, but none beyond the horizon; `Infinity` runs to the horizon. Stops after
   * `maxEvents` of them, which may be in the middle of a moment. Says whether any event within the horizon is left, so
   * that a run can be cut into slices, which change nothing in it. The clock stays at the last event handled, so a slice
   * without events does not move it.
   */
  runUntil(untilUs: SimTimeUs, maxEvents = Infinity): boolean {
    if (Number.isNaN(untilUs)) this.fail(messages.badUntil());
    if (!(maxEvents >= 1)) this.fail(messages.badMaxEvents(maxEvents));
    if (this.running) this.fail(messages.reentered());
    const limitUs = Math.min(untilUs, this.horizonUs);
    this.running = true;
    try {
      this.handleUntil(limitUs, maxEvents);
    } catch (error) {
      throw this.explain(error);
    } finally {
      this.running = false;
      this.history.flush();
    }
    return this.queue.peekTimeUs() <= this.horizonUs;
  }

  /** All events handled so far, as a fold that adds up with those of other parts. */
  events(): EventFold {
    return this.history.fold();
  }

  /** The fingerprint of the run so far: what handlers folded, then all events. A copy; folding goes on elsewhere. */
  soFar(): Fingerprint {
    return this.fingerprint.clone().column(this.events().state());
  }

  /** `soFar` as it is shown: `9f…/events+columns`. */
  print(ingredients: readonly string[]): string {
    return this.soFar().print(ingredients);
  }

  /** Where the run stands, for `Invariants.checkAll` and failures. */
  context(): FailureContext {
    const lastEvents = this.history.latest((kind) => this.handlers[kind].name);
    const { replay, run } = this.options;
    return { timeUs: this.nowUs, replay, lastEvents, ...(run !== undefined && { run }) };
  }

  /** Stops the run: something is wrong that must not be. */
  fail(what: string, details: { rule?: string; frame?: number; entity?: number; cause?: unknown } = {}): never {
    throw new InvariantError({ ...this.context(), ...details, what });
  }

  /** Not to be called while events are handled. */
  save(to: StateSink): void {
    saveKernel(to, this.parts);
  }

  /**
   * Into a kernel that has handled and scheduled nothing, with handlers of the same names, in whatever order they were
   * registered. The horizon is this kernel's own.
   */
  load(from: StateReader): void {
    loadKernel(from, this.parts);
  }

  private get parts(): KernelParts {
    const { kinds: handlers, history, fingerprint, sequences, livelockGuard, queue } = this;
    return { handlers, history, fingerprint, sequences, livelockGuard, queue };
  }

  private enqueue(kind: number, timeUs: number, target: number, source: number, payload: number): void {
    // A source counts its events in one kernel only, or ties would be settled otherwise in other partitions.
    if (source < this.firstOwn || source >= this.endOwn) {
      const { first, end } = this.partition;
      this.fail(messages.foreignSource(this.nameOf(kind), timeUs, target, source, first, end), { entity: target });
    }
    const event = this.fill(kind, timeUs, target, source, payload);
    if (target >= this.firstOwn && target < this.endOwn) this.queue.push(event);
    else this.partition.send(event);
  }

  /** The one record of what is being scheduled, with the source's next sequence. */
  private fill(kind: number, timeUs: number, target: number, source: number, payload: number): EventBuffer {
    const event = this.scheduled;
    event.timeUs = timeUs;
    event.target = target;
    event.source = source;
    event.sequence = this.sequences.next(source);
    event.kind = kind;
    event.payload = payload;
    return event;
  }

  /** In groups that end where the livelock guard must check. */
  private handleUntil(limitUs: number, maxEvents: number): void {
    const { history, livelockGuard } = this;
    let left = maxEvents;
    while (left > 0) {
      const count = Math.min(left, livelockGuard.nextCheck - history.count);
      const unused = this.handleSome(limitUs, count);
      if (history.count === livelockGuard.nextCheck && livelockGuard.check(history.timeUs, this.queue.size))
        this.refuseLivelock();
      if (unused > 0) return;
      left -= count;
    }
  }

  /** Handles at most `count` events; gives how many fewer were due. */
  private handleSome(limitUs: number, count: number): number {
    const { queue, history, handlers } = this;
    let left = count;
    for (; left > 0 && queue.take(history, limitUs); left--) handlers[history.kind].handle(history);
    return left;
  }

  /** Time stands still: whoever is handled now is among those that keep it so, and the last events show the others. */
  private refuseLivelock(): never {
    const { kind, target: entity, timeUs } = this.history;
    return this.fail(messages.livelock(this.nameOf(kind), entity, timeUs, this.livelockGuard.limit), { entity });
  }

  /** An error of a handler, with the surroundings that its author could not know. */
  private explain(error: unknown): Error {
    // What the scenario asks for turned out impossible: no bug.
    if (error instanceof InvariantError || error instanceof RunRefusal) return error;
    const { name } = this.handlers[this.history.kind];
    const what = messages.handlerThrew(name, error instanceof Error ? error.message : String(error));
    return new InvariantError({ ...this.context(), entity: this.history.target, what, cause: error });
  }

  private refuse(kind: number, timeUs: number, target: number, source: number, payload: number): never {
    const request = { kind, timeUs, target, source, payload };
    return this.fail(refusalOf(request, this.handlers, this.nowUs), { entity: target });
  }
}
