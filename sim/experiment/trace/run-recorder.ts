/**
 * Records what happens in a run, event by event and draw by draw, in columns of numbers. A trace is all of it; a
 * comparison of two runs takes it slice by slice.
 */
import type { EventRecord } from "../../kernel/queue/event-queue.js";
import { copyOfEvent, EventBuffer } from "../../kernel/queue/event-buffer.js";
import type { RunObserver, ObservedRun } from "../../kernel/run-observer.js";
import type { StateColumn } from "../../table/state-column.js";
import { DrawRecorder } from "./draw-recorder.js";
import { clearColumns, numberColumns } from "./number-column.js";
import { outside, type TracedDraw, type TracedEvent } from "./traced.js";

/** Kinds of what is no event; those of events count from 0. */
const start = -1;
const end = -2;

export class RunRecorder implements RunObserver {
  readonly columns = numberColumns(
    "timeUs",
    "kind",
    "target",
    "source",
    "payload",
    "draws",
    "drawn",
    "folded",
    "firstDraw",
  );
  readonly draws: DrawRecorder;
  #run: ObservedRun | undefined;
  /** Events recorded before the rows that are kept now. */
  #before = 0;
  /** What is happening: an event, or what comes before the first. */
  readonly #current: EventRecord = { ...copyOfEvent(new EventBuffer()), kind: start };
  #isOpen = true;

  /** `maxDraws`: how many draws are kept at a time. */
  constructor({ maxDraws = Infinity }: { readonly maxDraws?: number } = {}) {
    this.draws = new DrawRecorder(maxDraws);
  }

  attach(run: ObservedRun): void {
    this.#run = run;
  }

  /** Ends the row of what comes before the first event, if nobody has; the first event does so, too. */
  closeStart(): void {
    if (this.#isOpen && this.#current.kind === start) this.#closeRow();
  }

  begin(event: Readonly<EventRecord>): void {
    this.closeStart();
    Object.assign(this.#current, copyOfEvent(event));
    this.#isOpen = true;
  }

  end(): void {
    this.#closeRow();
  }

  /** Ends the recording with what happened since the last event, or with the event that its handler left by an error. */
  close(timeUs: number): void {
    if (!this.#isOpen) Object.assign(this.#current, new EventBuffer(), { kind: end, timeUs });
    this.#closeRow();
  }

  /** Rows that are kept. */
  get rowCount(): number {
    return this.columns.timeUs.length;
  }

  /** Forgets the rows and goes on counting. */
  clear(): void {
    this.#before += this.rowCount;
    clearColumns(this.columns);
    this.draws.clear();
  }

  /** The state of the run as it is now. */
  state(): readonly StateColumn[] {
    return this.#watched().state();
  }

  /** What happened in that row, from 0. */
  event(row: number): TracedEvent {
    const { timeUs, kind, target, source, payload, draws, drawn, folded } = this.columns;
    return {
      number: this.#before + row,
      timeUs: timeUs.at(row),
      handler: this.handlerOf(kind.at(row)),
      target: target.at(row),
      source: source.at(row),
      payload: payload.at(row),
      draws: draws.at(row),
      drawn: drawn.at(row),
      folded: folded.at(row),
    };
  }

  /** The draw of that row which is `k`-th, from 0; undefined if there were fewer, or it was not kept. */
  drawOf(row: number, k: number): TracedDraw | undefined {
    const { draws, firstDraw } = this.columns;
    return k < draws.at(row) ? this.draws.at(firstDraw.at(row) + k) : undefined;
  }

  handlerOf(kind: number): string {
    if (kind === start) return outside.start;
    return kind === end ? outside.end : this.#watched().nameOf(kind);
  }

  #closeRow(): void {
    const { timeUs, kind, target, source, payload } = this.#current;
    const { draws, drawn, firstRow } = this.draws.takeEvent();
    const { columns } = this;
    columns.timeUs.push(timeUs);
    columns.kind.push(kind);
    columns.target.push(target);
    columns.source.push(source);
    columns.payload.push(payload);
    columns.draws.push(draws);
    columns.drawn.push(drawn);
    columns.folded.push(kind === start ? 0 : this.#watched().folded());
    columns.firstDraw.push(firstRow);
    this.#isOpen = false;
  }

  #watched(): ObservedRun {
    if (this.#run === undefined) throw new Error("a recorder needs a run to watch");
    return this.#run;
  }
}
