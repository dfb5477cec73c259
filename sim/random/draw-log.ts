/** One draw with its name, as a log sees it. */
export interface Draw {
  readonly purpose: string;
  /** The entity, or the first of a pair. */
  readonly entity: number;
  /** The second of a pair; −1 where the stream is that of one entity. */
  readonly second: number;
  /** Of a draw that took several numbers from a cursor, the counter of the first. */
  readonly counter: number;
  /** What the caller got: a word, a fraction in [0, 1), or one of 0 … n − 1. */
  readonly value: number;
}

/** Is told of every draw, in the order in which they are made. It must change nothing in the run. */
export interface DrawLog {
  /** The record is reused for the next draw: copy what outlives the call. */
  record(draw: Readonly<Draw>): void;
}
