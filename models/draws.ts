/** Random numbers of a network's entities: each draws under its own name, so that others change nothing in what it draws. */
import type { Cursor } from "../sim/random/cursor.js";
import type { Purpose, Streams } from "../sim/random/stream.js";
import type { StreamKeys } from "./state/stream-keys.js";

/** The streams of one purpose, one for every row of a table. */
export class RowStreams {
  readonly #purpose: Purpose;
  readonly #keys: StreamKeys;

  constructor(purpose: Purpose, keys: StreamKeys) {
    this.#purpose = purpose;
    this.#keys = keys;
  }

  /** A multiple of 2^−53 in [0, 1). */
  uniform(row: number, counter: number): number {
    return this.#purpose.pairUniform(this.#keys.first[row], this.#keys.second[row], counter);
  }

  /** One of 0 … n − 1. */
  below(row: number, counter: number, n: number): number {
    return this.#purpose.pairBelow(this.#keys.first[row], this.#keys.second[row], counter, n);
  }

  /** The row's stream as a sequence, from a counter on. */
  cursor(row: number, start = 0): Cursor {
    return this.#purpose.pairCursor(this.#keys.first[row], this.#keys.second[row], start);
  }
}

/** The streams of one table's rows, by purpose. */
export class TableDraws {
  readonly #streams: Streams;
  readonly #keys: StreamKeys;
  // Reached by key only, so the order of a Map never matters.
  readonly #ofPurpose = new Map<string, RowStreams>();

  constructor(streams: Streams, keys: StreamKeys) {
    this.#streams = streams;
    this.#keys = keys;
  }

  /** Asking twice gives the same object. */
  purpose(name: string): RowStreams {
    let found = this.#ofPurpose.get(name);
    if (found === undefined) {
      found = new RowStreams(this.#streams.purpose(name), this.#keys);
      this.#ofPurpose.set(name, found);
    }
    return found;
  }
}

/** Who draws in a network. What happens to the network as a whole draws by frame, from its streams. */
export interface Draws {
  readonly nodes: TableDraws;
}
