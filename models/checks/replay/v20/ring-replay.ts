/**
 * Works a run of 2.0 out again: who sits in which ring, what a core earns, seniority by proofs, and rewards to the unit.
 *
 * ```
 *   frame f   rings as they were ─► pay all frames before f
 *             rows: nodes go off, come back, ask for an allocation or give theirs up, change cores
 *             ─► who enters, leaves, is too old, moves inward: ring.v20.fill, held against the frame's rows
 *             ─► the report's row, held against series.csv
 * ```
 */
import type { Audit } from "../replay.js";
import type { WrittenEvent, WrittenRow, WrittenRun } from "../written-run.js";
import { applyRingRow, checkRowsDone } from "./apply-ring-row.js";
import { RingBooks } from "./ring-books.js";
import { endFrame, nextChange } from "./ring-changes.js";
import { payRings } from "./ring-pay.js";
import { checkRingSeries } from "./ring-series.js";
import { checkRingTables } from "./ring-tables.js";

/** Audits one replication of a network of 2.0. */
export function replayRings(run: WrittenRun): Audit {
  return new RingReplay(run).run();
}

class RingReplay {
  readonly #run: WrittenRun;
  readonly #books: RingBooks;
  readonly #events: readonly WrittenEvent[];
  #frames = 0;
  /** The latest frame that has ended. */
  #ended: number;

  constructor(run: WrittenRun) {
    this.#run = run;
    this.#books = new RingBooks(run);
    this.#events = run.events.toSorted((a, b) => a.frame - b.frame);
    this.#ended = run.scenario.frames.first;
  }

  run(): Audit {
    const { series, scenario } = this.#run;
    const events = this.#events;
    const { first } = scenario.frames;
    let next = 0;
    for (const row of series) {
      const frame = Number(row["frame"]);
      while (next < events.length && events[next].frame <= frame) next = this.#step(next);
      this.#endUntil(frame + 1);
      // The row of the start shows a network in which no frame has happened yet.
      if (frame > first) this.#report(frame, row);
    }
    this.#finish(Number(series.at(-1)?.["frame"] ?? first), next);
    const { list, count } = this.#books.books.findings;
    return { findings: list, count, frames: this.#frames, events: events.length, rows: series.length,
      provers: this.#books.books.provers.size, shards: 1 }; // prettier-ignore
  }

  /** Everything of the frame of the row at `from`; gives the first row of another. */
  #step(from: number): number {
    const events = this.#events;
    const { frame } = events[from];
    this.#endUntil(frame);
    this.#turnTo(frame);
    payRings(this.#books, frame);
    let next = from;
    for (; next < events.length && events[next].frame === frame; next++) applyRingRow(this.#books, events[next]);
    this.#end(frame);
    return next;
  }

  /** What changes of itself in frames before `frame` of which the log says nothing. */
  #endUntil(frame: number): void {
    for (let due = this.#nextDue(); due < frame; due = this.#nextDue()) {
      this.#turnTo(due);
      payRings(this.#books, due);
      this.#end(due);
    }
  }

  #nextDue = (): number => Math.max(this.#ended + 1, nextChange(this.#books));

  #end(frame: number): void {
    checkRowsDone(this.#books);
    endFrame(this.#books, frame);
    this.#ended = frame;
    this.#frames++;
  }

  #turnTo(frame: number): void {
    this.#books.books.frame = frame;
    this.#books.books.findings.frame = frame;
  }

  #report(frame: number, row: WrittenRow): void {
    this.#turnTo(frame);
    const { pace } = this.#run.scenario.frames;
    payRings(this.#books, frame + 1);
    checkRingSeries(this.#books, row, (Number(row["time_s"]) * 1_000_000) % pace === 0);
  }

  /** Who appeared since the last frame is in the tables of the end; what is to be done in the next one is not. */
  #finish(last: number, next: number): void {
    this.#turnTo(last);
    payRings(this.#books, last + 1);
    for (const row of this.#events.slice(next)) if (row.rule === "scenario.operators") applyRingRow(this.#books, row);
    checkRingTables(this.#books, this.#run);
  }
}
