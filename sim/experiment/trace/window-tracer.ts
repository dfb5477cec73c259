/**
 * Records the events of a window: what each handled, which steps that had, and what was sent to others on the way, so that a
 * message leads from the slice that sent it to the one that it is handled in.
 */
import type { EventRecord } from "../../kernel/queue/event-queue.js";
import type { ObservedRun, RunObserver } from "../../kernel/run-observer.js";
import type { Profiler } from "../model.js";
import { numberColumns } from "./number-column.js";
import { maxWindowEvents, type TraceWindow } from "./trace-window.js";

/** In columns: none. */
const none = -1;

export class WindowTracer implements RunObserver, Profiler {
  /** Of a window nobody asks for draws. */
  readonly draws = { record: (): void => undefined };
  readonly window: TraceWindow;
  /** A row an event; `cause`: the part that scheduled it on another track, if it is known. */
  readonly events = numberColumns("timeUs", "kind", "target", "source", "payload", "firstPart", "cause");
  /** What happened within an event, in order: a step (`step`), or something sent to another track; `parent`: the step that it is part of. */
  readonly parts = numberColumns("parent", "step", "kind", "target");
  readonly steps: string[] = [];
  /** Events beyond `maxWindowEvents`. */
  leftOut = 0;
  readonly #max: number;
  #run: ObservedRun | undefined;
  #isIn = false;
  #step = none;
  #kind = 0;
  #target = 0;
  /** Parts by what was sent; reached by key only, so the order of a Map never matters. */
  readonly #sent = new Map<string, number>();

  constructor(window: TraceWindow, maxEvents = maxWindowEvents) {
    this.window = window;
    this.#max = maxEvents;
  }

  attach(run: ObservedRun): void {
    this.#run = run;
  }

  begin({ timeUs, kind, target, source, sequence, payload }: Readonly<EventRecord>): void {
    const { fromUs, toUs } = this.window;
    if (timeUs < fromUs || timeUs > toUs) return;
    if (this.events.timeUs.length === this.#max) {
      this.leftOut++;
      return;
    }
    this.#isIn = true;
    this.#kind = kind;
    this.#target = target;
    const key = `${source}:${sequence}:${kind}`;
    const { events } = this;
    events.timeUs.push(timeUs);
    events.kind.push(kind);
    events.target.push(target);
    events.source.push(source);
    events.payload.push(payload);
    events.firstPart.push(this.parts.step.length);
    events.cause.push(this.#sent.get(key) ?? none);
    this.#sent.delete(key);
  }

  end(): void {
    this.#isIn = false;
    this.#step = none;
  }

  scheduled({ kind, target, source, sequence }: Readonly<EventRecord>): void {
    if (!this.#isIn || this.trackOf(kind, target) === this.trackOf(this.#kind, this.#target)) return;
    this.#sent.set(`${source}:${sequence}:${kind}`, this.#addPart(none, kind, target));
  }

  timed<State>(title: string, run: (state: State, frame: number) => void): (state: State, frame: number) => void {
    const step = this.steps.push(title) - 1;
    return (state, frame) => {
      const above = this.#step;
      if (this.#isIn) this.#step = this.#addPart(step, none, none);
      run(state, frame);
      this.#step = above;
    };
  }

  /** Where events of a kind and target stand: those of nodes on the track of the node, others on that of their kind. */
  trackOf(kind: number, target: number): number {
    return this.isOfNode(kind) ? target : -1 - kind;
  }

  isOfNode(kind: number): boolean {
    return this.#run?.isOfNode?.(kind) ?? true;
  }

  nameOf(kind: number): string {
    return this.#run!.nameOf(kind);
  }

  #addPart(step: number, kind: number, target: number): number {
    const { parts } = this;
    parts.parent.push(this.#step);
    parts.step.push(step);
    parts.kind.push(kind);
    parts.target.push(target);
    return parts.step.length - 1;
  }
}
