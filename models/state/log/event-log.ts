import type { StateReader } from "../../../sim/table/state-reader.js";
import type { StateSink, Stored } from "../../../sim/table/stored.js";
import { Table } from "../../../sim/table/table.js";

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

/** What is said again and again is kept once. */
class Phrases extends Table {
  readonly rule = this.texts("rule");
  readonly what = this.texts("words");
  readonly why = this.texts("words");

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
  readonly #phrases = new Phrases();
  readonly #said = new Said();
  /** Follows from the phrases. Reached by key only, so the order of a Map never matters. */
  readonly #indexOfPhrase = new Map<string, number>();

  get count(): number {
    return this.#rows.count;
  }

  record({ frame, prover, shard, rule, what, why, other = Number.NaN, value = Number.NaN }: LoggedEvent): void {
    const rows = this.#rows;
    const row = rows.add();
    rows.frame[row] = frame;
    rows.prover[row] = prover;
    rows.shard[row] = shard;
    rows.phrase[row] = this.#indexOf({ rule, what, why });
    if (Number.isNaN(other) && Number.isNaN(value)) return;
    const figures = this.#figures;
    const at = figures.add();
    figures.row[at] = row;
    figures.other[at] = other;
    figures.value[at] = value;
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
      rows.phrase[said] === this.#indexOf(event) &&
      rows.prover[said] === event.prover &&
      rows.shard[said] === event.shard &&
      rows.frame[said] >= since;
    if (isSaid) return;
    this.#said.note(key, this.count);
    this.record(event);
  }

  /** The event in that row, from 0, in the order of recording. */
  at(row: number): LoggedEvent {
    const rows = this.#rows;
    const phrase = rows.phrase[row];
    const { rule, what, why } = this.#phrases;
    const event = {
      frame: rows.frame[row],
      rule: rule[phrase],
      prover: rows.prover[row],
      shard: rows.shard[row],
      what: what[phrase],
      why: why[phrase],
    };
    const at = this.#figuresOf(row);
    if (at < 0) return event;
    const [other, value] = [this.#figures.other[at], this.#figures.value[at]];
    return { ...event, ...(!Number.isNaN(other) && { other }), ...(!Number.isNaN(value) && { value }) };
  }

  save(to: StateSink): void {
    to.part("rows", this.#rows);
    to.part("figures", this.#figures);
    to.part("phrases", this.#phrases);
    to.part("said", this.#said);
  }

  load(from: StateReader): void {
    from.part("rows", this.#rows);
    from.part("figures", this.#figures);
    from.part("phrases", this.#phrases);
    from.part("said", this.#said);
    this.#indexOfPhrase.clear();
    const { rule, what, why, count } = this.#phrases;
    for (let k = 0; k < count; k++) this.#indexOfPhrase.set(keyOf({ rule: rule[k], what: what[k], why: why[k] }), k);
  }

  /** Where the figures of a row stand; −1: it has none. */
  #figuresOf(row: number): number {
    const figures = this.#figures;
    let [low, high] = [0, figures.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (figures.row[middle] < row) low = middle + 1;
      else high = middle;
    }
    return low < figures.count && figures.row[low] === row ? low : -1;
  }

  #indexOf(phrase: Phrase): number {
    const key = keyOf(phrase);
    const known = this.#indexOfPhrase.get(key);
    if (known !== undefined) return known;
    const phrases = this.#phrases;
    const index = phrases.add();
    phrases.rule[index] = phrase.rule;
    phrases.what[index] = phrase.what;
    phrases.why[index] = phrase.why;
    this.#indexOfPhrase.set(key, index);
    return index;
  }
}

type Phrase = Pick<LoggedEvent, "rule" | "what" | "why">;

const keyOf = ({ rule, what, why }: Phrase): string => `${rule}\n${what}\n${why}`;
