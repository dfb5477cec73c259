import type { StateReader } from "../../../sim/table/state-reader.js";
import type { StateSink, Stored } from "../../../sim/table/stored.js";
import { Table } from "../../../sim/table/table.js";
import type { Cause, CauseCode } from "../ledger/causes.js";
import { LatestRows } from "./latest-rows.js";

/** Figures that some kinds of events carry; models/state/log/README.md says which. */
export interface EventFigures {
  /** A second index: class of a node, parent of a shard; or a count that belongs to `value`. */
  readonly other?: number;
  /** Amount, size or frame; exact up to 2^53. */
  readonly value?: number;
}

/** What happened to a prover or a shard, when, by which rule, and why. */
export interface LoggedEvent extends EventFigures {
  readonly frame: number;
  /** Rule of protocol.md that decided, for example `proposer.decideJoins`. */
  readonly rule: string;
  /** Index of the prover; −1: it happened to the shard. */
  readonly prover: number;
  /** Index of the shard; −1: it happened to the prover as a whole. */
  readonly shard: number;
  /** One or two words that do not vary, for example `join accepted`. */
  readonly what: string;
  /** A phrase that does not vary with figures, so that logs stay small; empty where `what` says it all. */
  readonly why: string;
  /** What led to it, where it is a change that something led to. */
  readonly cause?: Cause;
}

/** What the log says of a shard that is new, or back. */
export const shardAppears = "shard appears";

/** What the log says of all shards where a new grid takes the place of the old one. */
export const gridReplaced = "grid replaced";

/** Whose sentences about an allocation that waits follow each other: its node's, or the network's. */
export const Reporter = { node: 0, network: 1 } as const;

/** An allocation about which the same could be said again and again. */
export interface Waiting {
  readonly allocation: number;
  readonly reporter: (typeof Reporter)[keyof typeof Reporter];
  /** Frame of the request that it waits with. */
  readonly since: number;
}

/** One row an event. */
class Rows extends Table {
  frame = this.i32("frame");
  prover = this.i32("prover");
  shard = this.i32("shard");
  phrase = this.i32("phrase");

  add(): number {
    return this.addRow();
  }
}

/** Rows with figures, ascending, and their figures; NaN: has none of that kind. Few events have any. */
class Figures extends Table {
  row = this.i32("row");
  other = this.f64("an index or a count");
  value = this.f64("units, bytes or frame");

  add(): number {
    return this.addRow();
  }
}

/** Rows that name who or what led to them, ascending; −1, NaN: no such thing. */
class Causes extends Table {
  row = this.i32("row");
  event = this.i32("row");
  prover = this.i32("prover");
  shard = this.i32("shard");
  share = this.f64("share");

  add(): number {
    return this.addRow();
  }
}

/** What is said again and again is kept once. */
class Phrases extends Table {
  readonly rule = this.texts("rule");
  readonly what = this.texts("words");
  readonly why = this.texts("words");
  /** Code of the cause; empty where there is none. */
  readonly cause = this.texts("code");

  add(): number {
    return this.addRow();
  }
}

/** By allocation and reporter (a row is 2 · allocation + reporter), the row of what was said last of it; −1: nothing. */
class Said extends Table {
  row = this.i32("row", -1);

  of(key: number): number {
    return key < this.count ? this.row[key] : -1;
  }

  note(key: number, row: number): void {
    this.reach(key);
    this.row[key] = row;
  }
}

/**
 * The events of a run, kept in columns because a launch has millions of them. A network without a log has `null` in
 * its place, and nothing is spent on it.
 */
export class EventLog implements Stored {
  readonly #rows = new Rows();
  readonly #figures = new Figures();
  readonly #causes = new Causes();
  readonly #phrases = new Phrases();
  readonly #said = new Said();
  /** The events that later ones name as their causes. */
  readonly latest = new LatestRows();
  /** Follows from the phrases. Reached by key only, so the order of a Map never matters. */
  readonly #indexOfPhrase = new Map<string, number>();

  get count(): number {
    return this.#rows.count;
  }

  /** Gives the row. */
  record(event: LoggedEvent): number {
    const rows = this.#rows;
    const row = rows.add();
    rows.frame[row] = event.frame;
    rows.prover[row] = event.prover;
    rows.shard[row] = event.shard;
    rows.phrase[row] = this.#indexOf(event);
    this.#recordFigures(row, event);
    if (event.cause !== undefined) this.#recordCause(row, event.cause);
    return row;
  }

  /**
   * Records what an allocation waits in, unless nothing has changed since it was said last: the same sentence about the
   * same prover and shard, said in frame `since` of its request or later. `reporter`: whose sentences follow each other.
   */
  recordChange(event: LoggedEvent, { allocation, reporter, since }: Waiting): void {
    const rows = this.#rows;
    const key = 2 * allocation + reporter;
    const said = this.#said.of(key);
    const isSaid =
      said >= 0 &&
      this.#says(rows.phrase[said], event) &&
      rows.prover[said] === event.prover &&
      rows.shard[said] === event.shard &&
      rows.frame[said] >= since;
    if (isSaid) return;
    this.#said.note(key, this.count);
    this.latest.allocation.note(allocation, this.record(event));
  }

  /** Whether a phrase is the sentence of an event, whatever led to the two. */
  #says(phrase: number, { rule, what, why }: LoggedEvent): boolean {
    const phrases = this.#phrases;
    return phrases.what[phrase] === what && phrases.why[phrase] === why && phrases.rule[phrase] === rule;
  }

  /** The event in that row, from 0, in the order of recording. */
  at(row: number): LoggedEvent {
    const rows = this.#rows;
    const phrase = rows.phrase[row];
    const { rule, what, why, cause } = this.#phrases;
    const event = {
      frame: rows.frame[row],
      rule: rule[phrase],
      prover: rows.prover[row],
      shard: rows.shard[row],
      what: what[phrase],
      why: why[phrase],
    };
    return { ...event, ...this.#figuresOf(row), ...(cause[phrase] !== "" && { cause: this.#causeOf(row) }) };
  }

  save(to: StateSink): void {
    to.part("rows", this.#rows);
    to.part("figures", this.#figures);
    to.part("causes", this.#causes);
    to.part("phrases", this.#phrases);
    to.part("said", this.#said);
    to.part("latest", this.latest);
  }

  load(from: StateReader): void {
    from.part("rows", this.#rows);
    from.part("figures", this.#figures);
    from.part("causes", this.#causes);
    from.part("phrases", this.#phrases);
    from.part("said", this.#said);
    from.part("latest", this.latest);
    this.#indexOfPhrase.clear();
    const { rule, what, why, cause, count } = this.#phrases;
    for (let k = 0; k < count; k++) this.#indexOfPhrase.set(keyOf(rule[k], what[k], why[k], cause[k]), k);
  }

  #recordFigures(row: number, { other = Number.NaN, value = Number.NaN }: LoggedEvent): void {
    if (Number.isNaN(other) && Number.isNaN(value)) return;
    const figures = this.#figures;
    const at = figures.add();
    figures.row[at] = row;
    figures.other[at] = other;
    figures.value[at] = value;
  }

  #recordCause(row: number, { event = -1, prover = -1, shard = -1, share = Number.NaN }: Cause): void {
    if (event < 0 && prover < 0 && shard < 0 && Number.isNaN(share)) return;
    const causes = this.#causes;
    const at = causes.add();
    causes.row[at] = row;
    causes.event[at] = event;
    causes.prover[at] = prover;
    causes.shard[at] = shard;
    causes.share[at] = share;
  }

  #figuresOf(row: number): EventFigures {
    const at = find(this.#figures, row);
    if (at < 0) return {};
    const [other, value] = [this.#figures.other[at], this.#figures.value[at]];
    return { ...(!Number.isNaN(other) && { other }), ...(!Number.isNaN(value) && { value }) };
  }

  #causeOf(row: number): Cause {
    const code = this.#phrases.cause[this.#rows.phrase[row]] as CauseCode;
    const causes = this.#causes;
    const at = find(causes, row);
    if (at < 0) return { code };
    const [event, prover, shard, share] = [causes.event[at], causes.prover[at], causes.shard[at], causes.share[at]];
    return {
      code,
      ...(event >= 0 && { event }),
      ...(prover >= 0 && { prover }),
      ...(shard >= 0 && { shard }),
      ...(!Number.isNaN(share) && { share }),
    };
  }

  #indexOf({ rule, what, why, cause }: Phrase): number {
    const code = cause?.code ?? "";
    const key = keyOf(rule, what, why, code);
    const known = this.#indexOfPhrase.get(key);
    if (known !== undefined) return known;
    const phrases = this.#phrases;
    const index = phrases.add();
    phrases.rule[index] = rule;
    phrases.what[index] = what;
    phrases.why[index] = why;
    phrases.cause[index] = code;
    this.#indexOfPhrase.set(key, index);
    return index;
  }
}

type Phrase = Pick<LoggedEvent, "rule" | "what" | "why" | "cause">;

const keyOf = (rule: string, what: string, why: string, cause: string): string => `${rule}\n${what}\n${why}\n${cause}`;

/** Where the row of the log stands in a table of such rows, ascending; −1: nowhere. */
function find(table: { readonly row: Int32Array; readonly count: number }, row: number): number {
  let [low, high] = [0, table.count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table.row[middle] < row) low = middle + 1;
    else high = middle;
  }
  return low < table.count && table.row[low] === row ? low : -1;
}
