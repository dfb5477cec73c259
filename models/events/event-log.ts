import { grown, nextCapacity } from "../state/columns.js";

/** What happened to a prover or a shard, when, by which rule, and why. */
export interface LoggedEvent {
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

/**
 * The events of a run, kept in columns because a launch has millions of them. A network without a log has `null` in
 * its place, and nothing is spent on it.
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

  record({ frame, prover, shard, ...phrase }: LoggedEvent): void {
    const row = this.count++;
    if (this.count > this.#frame.length) this.#grow();
    this.#frame[row] = frame;
    this.#prover[row] = prover;
    this.#shard[row] = shard;
    this.#phrase[row] = this.#indexOf(phrase);
  }

  /** The event in that row, from 0, in the order of recording. */
  at(row: number): LoggedEvent {
    const { rule, what, why } = this.#phrases[this.#phrase[row]];
    return { frame: this.#frame[row], rule, prover: this.#prover[row], shard: this.#shard[row], what, why };
  }

  #indexOf(phrase: { rule: string; what: string; why: string }): number {
    const key = `${phrase.rule}\n${phrase.what}\n${phrase.why}`;
    let index = this.#indexOfPhrase.get(key);
    if (index === undefined) {
      index = this.#phrases.push(phrase) - 1;
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
