/**
 * A counter per source of events: how many it has scheduled. Ties between events of one source are settled by it, and
 * because every source counts for itself, the order does not change when sources are split over workers.
 */
export class SequenceCounters {
  /** Doubles, because a single source may schedule more than 2^31 events in a long run. */
  private counters = new Float64Array(1024);

  /** The source's next number, from 0. `source`: a dense index; memory grows to the largest one seen. */
  next(source: number): number {
    if (source >= this.counters.length) {
      const grown = new Float64Array(Math.max(2 * this.counters.length, source + 1));
      grown.set(this.counters);
      this.counters = grown;
    }
    return this.counters[source]++;
  }
}
