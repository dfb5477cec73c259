/** Reads one stream from a position on: the source that distributions take when a draw needs several numbers. */
import { below, type Source, uniform53 } from "./source.js";
import { threefry2x32 } from "./threefry.js";

const twoToMinus32 = 1 / 4_294_967_296;

export class Cursor implements Source {
  readonly #out = new Uint32Array(2);
  readonly #key0: number;
  readonly #key1: number;
  readonly #lane: number;
  #position: number;

  /** Made by `Purpose.cursor` and `Purpose.pairCursor`; the position is the counter of the next draw. */
  constructor(key0: number, key1: number, lane: number, position: number) {
    if (!(Number.isSafeInteger(position) && position >= 0))
      throw new RangeError(`cursor: read position ${position}, allowed are whole numbers from 0`);
    this.#key0 = key0;
    this.#key1 = key1;
    this.#lane = lane;
    this.#position = position;
  }

  /** Counter of the next draw: store it to go on later where this cursor stopped. */
  get position(): number {
    return this.#position;
  }

  /** A whole number from 0 to 2^32 − 1. */
  word(): number {
    this.#next();
    return this.#out[0];
  }

  /** A multiple of 2^−53 in [0, 1). */
  uniform(): number {
    this.#next();
    return uniform53(this.#out[0], this.#out[1]);
  }

  /** One of 0 … n − 1. Throws `RangeError` unless n is a whole number from 1. */
  below(n: number): number {
    return below(this, n);
  }

  #next(): void {
    const position = this.#position;
    const high = Math.floor(position * twoToMinus32);
    threefry2x32(this.#key0, this.#key1 + high, this.#lane, position, this.#out);
    this.#position = position + 1;
  }
}
