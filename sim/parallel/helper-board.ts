/** What a leader and its helpers tell each other in shared memory: 32-bit words, and nothing but counts. */

/** Word of a board: pieces that are answered, by whoever. */
const answeredAt = 0;
/** Words of each helper: whether it is there, and pieces that it was given; −1: it is to end. */
const [isThereAt, givenAt, wordsPerHelper] = [1, 2, 2];
const toEnd = -1;

export class HelperBoard {
  readonly shared: SharedArrayBuffer;
  readonly #words: Int32Array;

  constructor(shared: SharedArrayBuffer) {
    this.shared = shared;
    this.#words = new Int32Array(shared);
  }

  static of(helpers: number): HelperBoard {
    return new HelperBoard(new SharedArrayBuffer(4 * (1 + wordsPerHelper * helpers)));
  }

  get answered(): number {
    return Atomics.load(this.#words, answeredAt);
  }

  /** Of a helper: an answer is in its port. */
  noteAnswer(): void {
    Atomics.add(this.#words, answeredAt, 1);
    Atomics.notify(this.#words, answeredAt);
  }

  /** Sleeps until there are other than `seen` answers. False: there are none yet after so many milliseconds. */
  waitForAnswer(seen: number, ms: number): boolean {
    return Atomics.wait(this.#words, answeredAt, seen, ms) !== "timed-out";
  }

  isThere(helper: number): boolean {
    return Atomics.load(this.#words, wordsPerHelper * helper + isThereAt) === 1;
  }

  noteThere(helper: number): void {
    Atomics.store(this.#words, wordsPerHelper * helper + isThereAt, 1);
  }

  /** A piece is in the port of a helper, or it is to end. */
  give(helper: number): void {
    this.#set(helper, Atomics.load(this.#words, wordsPerHelper * helper + givenAt) + 1);
  }

  end(helper: number): void {
    this.#set(helper, toEnd);
  }

  /** Of a helper that has taken so many pieces: sleeps until there are more. False: it is to end. */
  waitForMore(helper: number, taken: number): boolean {
    const at = wordsPerHelper * helper + givenAt;
    Atomics.wait(this.#words, at, taken);
    return Atomics.load(this.#words, at) !== toEnd;
  }

  #set(helper: number, value: number): void {
    const at = wordsPerHelper * helper + givenAt;
    Atomics.store(this.#words, at, value);
    Atomics.notify(this.#words, at);
  }
}
