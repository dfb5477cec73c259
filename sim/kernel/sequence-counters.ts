/**
 * A counter per source of events: how many it has scheduled, as a 32-bit word that wraps around. Ties between events
 * of one source are settled by it, and because every source counts for itself, the order does not change when sources
 * are split over workers.
 */
export class SequenceCounters {
  private counters = new Int32Array(1024);

  /** The source's next number, from 0. `source`: a dense index; memory (4 bytes each) grows to the largest one seen. */
  next(source: number): number {
    if (source >= this.counters.length) this.grow(source);
    return this.counters[source]++;
  }

  /** Reads counters that will soon be needed; gives a number that means nothing. */
  touch(source: number): number {
    return source < this.counters.length ? this.counters[source] : 0;
  }

  private grow(source: number): void {
    const grown = new Int32Array(Math.max(2 * this.counters.length, source + 1));
    grown.set(this.counters);
    this.counters = grown;
  }
}
