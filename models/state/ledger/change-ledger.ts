import type { StateReader } from "../../../sim/table/state-reader.js";
import { Table } from "../../../sim/table/table.js";
import type { Cause } from "./causes.js";

/** Frames of the windows in which bursts are counted, beginning with every multiple of it: an epoch of the node. */
export const burstFrames = 360;

/** Largest bursts that are kept of each kind of change. */
export const keptBursts = 3;

/** A change of an allocation, a shard, a prover or the chain. */
export interface Change {
  /** In the words of the log's column `what`, for example `makes no frames`. */
  readonly what: string;
  readonly cause: Cause;
  readonly frame: number;
  /** Index of the prover that it happened to, and of its class; −1: it happened to a shard, or to all. */
  readonly prover: number;
  readonly operatorClass: number;
  /** Index of the shard; −1: it happened to a prover as a whole, or to all. */
  readonly shard: number;
  /** How many changes it stands for; one unless told. */
  readonly times?: number;
}

/** Changes of one kind in one window of `burstFrames`: how many, and the first of them. −1: none; NaN: no share. */
export interface Burst {
  readonly changes: number;
  readonly frame: number;
  readonly prover: number;
  readonly shard: number;
  readonly causeProver: number;
  readonly causeShard: number;
  readonly causeShare: number;
}

/** Rows of one kind of change follow each other: the window of now, then the largest of those that are over. */
class Bursts extends Table {
  changes = this.f64("changes");
  frame = this.f64("frame");
  prover = this.i32("prover", -1);
  shard = this.i32("shard", -1);
  causeProver = this.i32("prover", -1);
  causeShard = this.i32("shard", -1);
  causeShare = this.f64("share", Number.NaN);

  add(): number {
    return this.addRow();
  }

  /** The first change of a window, or of all. */
  begin(row: number, { frame, prover, shard, cause }: Change): void {
    this.changes[row] = 0;
    this.frame[row] = frame;
    this.prover[row] = prover;
    this.shard[row] = shard;
    this.causeProver[row] = cause.prover ?? -1;
    this.causeShard[row] = cause.shard ?? -1;
    this.causeShare[row] = cause.share ?? Number.NaN;
  }

  copy(from: number, to: number): void {
    this.changes[to] = this.changes[from];
    this.frame[to] = this.frame[from];
    this.prover[to] = this.prover[from];
    this.shard[to] = this.shard[from];
    this.causeProver[to] = this.causeProver[from];
    this.causeShard[to] = this.causeShard[from];
    this.causeShare[to] = this.causeShare[from];
  }

  at(row: number): Burst {
    return {
      changes: this.changes[row],
      frame: this.frame[row],
      prover: this.prover[row],
      shard: this.shard[row],
      causeProver: this.causeProver[row],
      causeShard: this.causeShard[row],
      causeShare: this.causeShare[row],
    };
  }
}

/** First of all, the window of now, and the largest that are over. */
const burstRows = 2 + keptBursts;

/**
 * What happened in a run, counted by what × cause × class of operator: a row for each combination that occurred, in the order
 * in which they first did. It is kept whether or not there is a log, in bounded memory and at a cost per change that does
 * not grow.
 *
 * ```ts
 * const { ledger } = network.world;
 * for (let row = 0; row < ledger.count; row++) {
 *   ledger.what[row]; // "makes no frames", as in events.csv
 *   ledger.cause[row]; // "light_seniority", a code of causes.ts; causes[code] is the phrase after "because"
 *   ledger.operatorClass[row]; // index of the class; −1: it happens to shards or to the chain
 *   ledger.changes[row]; // how often; ledger.lastFrame[row]: when last
 *   ledger.first(row); // the first: frame, shard, prover; which prover or shard led to it, with what share
 *   ledger.largest(row); // the largest windows of 360 frames, at most three: how many, and the first of each
 * }
 * ```
 *
 * Shares are explained at `Cause`. A log has a row for each of these changes, so that it counts to the same.
 */
export class ChangeLedger extends Table {
  readonly what = this.texts("words");
  readonly cause = this.texts("code");
  operatorClass = this.i32("class", -1);
  changes = this.f64("changes");
  lastFrame = this.f64("frame");
  readonly bursts = this.part(new Bursts());
  /** Follows from the columns: rows by what. Reached by key only, so the order of a Map never matters. */
  readonly #rows = new Map<string, number[]>();
  /** Row of the last change, memoised: most of what happens happens to many in a row. −1: there was none. */
  #lastRow = -1;

  override load(from: StateReader): void {
    super.load(from);
    this.#lastRow = -1;
    this.#rows.clear();
    for (let row = 0; row < this.count; row++) this.#index(row);
  }

  note(change: Change): void {
    const { what, cause, operatorClass, frame, times = 1 } = change;
    const row = this.#rowOf(what, cause.code, operatorClass);
    if (!this.#hasHappenedIn(row, frame)) this.#open(row, change);
    this.#count(row, frame, times);
  }

  /**
   * Notes a change of a kind that has happened in this window before, of which nothing is kept but that it was; false, and nothing noted,
   * where it has not. As `note` it takes no object that would have to be made for it.
   */
  noteAgain(
    { what, cause, times = 1 }: Pick<Change, "what" | "cause" | "times">,
    operatorClass: number,
    frame: number,
  ): boolean {
    const row = this.#rowOf(what, cause.code, operatorClass);
    if (!this.#hasHappenedIn(row, frame)) return false;
    this.#count(row, frame, times);
    return true;
  }

  /** The same of a shard. */
  noteOfShard(what: string, cause: Cause, shard: number, { frame, times }: { frame: number; times: number }): void {
    const row = this.#rowOf(what, cause.code, -1);
    if (this.#hasHappenedIn(row, frame)) this.#count(row, frame, times);
    else this.note({ what, cause, frame, prover: -1, operatorClass: -1, shard, times });
  }

  /** The first change of a row; `changes` of it are all that there were. */
  first(row: number): Burst {
    return this.bursts.at(row * burstRows);
  }

  /** The largest windows of a row, largest first, of equal ones the earlier. */
  largest(row: number): readonly Burst[] {
    const found = Array.from({ length: keptBursts + 1 }, (_unused, k) => this.bursts.at(row * burstRows + 1 + k));
    return found
      .filter(({ changes }) => changes > 0)
      .toSorted((a, b) => b.changes - a.changes || a.frame - b.frame)
      .slice(0, keptBursts);
  }

  /** Lets the window that is over be one of the largest, if it is. */
  #keep(current: number): void {
    const { bursts } = this;
    let at = current + keptBursts;
    if (bursts.changes[current] <= bursts.changes[at]) return;
    for (; at > current + 1 && bursts.changes[at - 1] < bursts.changes[current]; at--) bursts.copy(at - 1, at);
    bursts.copy(current, at);
  }

  #hasHappenedIn(row: number, frame: number): boolean {
    return this.changes[row] > 0 && windowOf(this.bursts.frame[row * burstRows + 1]) === windowOf(frame);
  }

  /** Begins the window of a change of the row. */
  #open(row: number, change: Change): void {
    const current = row * burstRows + 1;
    if (this.changes[row] === 0) this.bursts.begin(current - 1, change);
    else this.#keep(current);
    this.bursts.begin(current, change);
  }

  /** Counts changes in the window that is open. */
  #count(row: number, frame: number, times: number): void {
    const { changes } = this.bursts;
    const first = row * burstRows;
    this.changes[row] += times;
    this.lastFrame[row] = frame;
    changes[first] += times;
    changes[first + 1] += times;
  }

  #rowOf(what: string, code: string, operatorClass: number): number {
    const last = this.#lastRow;
    if (last >= 0 && this.what[last] === what && this.#isOf(last, code, operatorClass)) return last;
    const rows = this.#rows.get(what);
    if (rows !== undefined)
      for (let k = 0; k < rows.length; k++)
        if (this.#isOf(rows[k], code, operatorClass)) return (this.#lastRow = rows[k]);
    return (this.#lastRow = this.#add(what, code, operatorClass));
  }

  #isOf(row: number, code: string, operatorClass: number): boolean {
    return this.cause[row] === code && this.operatorClass[row] === operatorClass;
  }

  #add(what: string, cause: string, operatorClass: number): number {
    const row = this.addRow();
    this.what[row] = what;
    this.cause[row] = cause;
    this.operatorClass[row] = operatorClass;
    for (let k = 0; k < burstRows; k++) this.bursts.add();
    this.#index(row);
    return row;
  }

  #index(row: number): void {
    const what = this.what[row];
    const rows = this.#rows.get(what);
    if (rows === undefined) this.#rows.set(what, [row]);
    else rows.push(row);
  }
}

const windowOf = (frame: number): number => Math.floor(frame / burstFrames);
