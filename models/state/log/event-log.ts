import { grown, nextCapacity } from "../../../sim/table/growth.js";

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

/** Whose sentences about an allocation that waits follow each other: its node's, or the network's. */
export const Voice = { node: 0, network: 1 } as const;

/** An allocation about which the same could be said again and again. */
export interface Waiting {
  readonly allocation: number;
  readonly voice: (typeof Voice)[keyof typeof Voice];
  /** Frame of the request that it waits with. */
  readonly since: number;
}

/**
 * The events of a run, kept in columns because a launch has millions of them. A network without a log has `null` in
 * its allocation, and nothing is spent on it. Few events have figures, so those stand in a list of their own.
 */
export class EventLog {
  count = 0;
  #frame = new Int32Array(0);
  #prover = new Int32Array(0);
  #shard = new Int32Array(0);
  #phrase = new Int32Array(0);
  readonly #phrases: { readonly rule: string; readonly what: string; readonly why: string }[] = [];
  // Reached by key only, so the order of a Map never matters.
  readonly #indexOfPhrase = new Map<string, number>();
  /** By allocation and voice, the row of what was said last of it. Reached by key only, so the order never matters. */
  readonly #said = new Map<number, number>();
  /** Rows with figures, ascending, and their figures; NaN: has none of that kind. */
  #figureCount = 0;
  #figureRow = new Int32Array(0);
  #other = new Float64Array(0);
  #value = new Float64Array(0);

  record({ frame, prover, shard, rule, what, why, other = Number.NaN, value = Number.NaN }: LoggedEvent): void {
    const row = this.count++;
    if (this.count > this.#frame.length) this.#grow();
    this.#frame[row] = frame;
    this.#prover[row] = prover;
    this.#shard[row] = shard;
    this.#phrase[row] = this.#indexOf({ rule, what, why });
    if (!Number.isNaN(other) || !Number.isNaN(value)) this.#noteFigures(row, other, value);
  }

  /**
   * Records what an allocation waits in, unless nothing has changed since it was said last: the same sentence about the
   * same allocation, said in frame `since` of its request or later. `voice`: whose sentences follow each other.
   */
  recordChange(event: LoggedEvent, { allocation, voice, since }: Waiting): void {
    const key = 2 * allocation + voice;
    const said = this.#said.get(key);
    const phrase = this.#indexOf(event);
    const isSaid =
      said !== undefined &&
      this.#phrase[said] === phrase &&
      this.#prover[said] === event.prover &&
      this.#shard[said] === event.shard &&
      this.#frame[said] >= since;
    if (isSaid) return;
    this.#said.set(key, this.count);
    this.record(event);
  }

  /** The event in that row, from 0, in the order of recording. */
  at(row: number): LoggedEvent {
    const { rule, what, why } = this.#phrases[this.#phrase[row]];
    const event = { frame: this.#frame[row], rule, prover: this.#prover[row], shard: this.#shard[row], what, why };
    const at = this.#figuresOf(row);
    if (at < 0) return event;
    const [other, value] = [this.#other[at], this.#value[at]];
    return { ...event, ...(!Number.isNaN(other) && { other }), ...(!Number.isNaN(value) && { value }) };
  }

  #noteFigures(row: number, other: number, value: number): void {
    const at = this.#figureCount++;
    if (this.#figureCount > this.#figureRow.length) {
      const capacity = nextCapacity(this.#figureRow.length, this.#figureCount);
      this.#figureRow = grown(this.#figureRow, capacity);
      this.#other = grown(this.#other, capacity);
      this.#value = grown(this.#value, capacity);
    }
    this.#figureRow[at] = row;
    this.#other[at] = other;
    this.#value[at] = value;
  }

  /** Where the figures of a row stand; −1: it has none. */
  #figuresOf(row: number): number {
    let [low, high] = [0, this.#figureCount];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#figureRow[middle] < row) low = middle + 1;
      else high = middle;
    }
    return low < this.#figureCount && this.#figureRow[low] === row ? low : -1;
  }

  #indexOf({ rule, what, why }: { rule: string; what: string; why: string }): number {
    const key = `${rule}\n${what}\n${why}`;
    let index = this.#indexOfPhrase.get(key);
    if (index === undefined) {
      index = this.#phrases.push({ rule, what, why }) - 1;
      this.#indexOfPhrase.set(key, index);
    }
    return index;
  }

  #grow(): void {
    const capacity = nextCapacity(this.#frame.length, this.count);
    this.#frame = grown(this.#frame, capacity);
    this.#prover = grown(this.#prover, capacity);
    this.#shard = grown(this.#shard, capacity);
    this.#phrase = grown(this.#phrase, capacity);
  }
}
