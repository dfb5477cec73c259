const none: readonly number[] = [];

/** Numbers gathered one by one, and taken as a list of their length: an array that grows by itself begins with room for seventeen. */
export class Gathered {
  readonly #items: number[] = [];
  #count = 0;

  add(item: number): void {
    this.#items[this.#count++] = item;
  }

  /** Forgets what was added and never taken, as whoever added it threw. */
  clear(): void {
    this.#count = 0;
  }

  /** All that were added since the last time, in their order; most lists are empty, and get no array of their own. */
  take(): readonly number[] {
    const count = this.#count;
    if (count === 0) return none;
    this.#count = 0;
    return count === 1 ? [this.#items[0]] : this.#items.slice(0, count);
  }
}
