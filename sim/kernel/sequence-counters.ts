import type { StateReader } from "../table/state-reader.js";
import type { StateSink, Stored } from "../table/stored.js";

/**
 * A counter per source of events: how many it has scheduled, as a 32-bit word that wraps around. Ties between events
 * of one source are settled by it, and because every source counts for itself, the order does not change when sources
 * are split over workers.
 */
export class SequenceCounters implements Stored {
  private counters = new Int32Array(1024);

  /** The source's next number, from 0. `source`: a dense index; memory (4 bytes each) grows to the largest one seen. */
  next(source: number): number {
    if (source >= this.counters.length) this.grow(source);
    return this.counters[source]++;
  }

  /** For how many sources there is room: the number of sources, but for a factor of two. */
  get room(): number {
    return this.counters.length;
  }

  /** Reads the counters of the first `count` of these, which will soon be needed; gives a number that means nothing. */
  prefetch(sources: Int32Array, count: number): number {
    const { counters } = this;
    let sum = 0;
    // Those that are not there yet read as undefined, which the or turns into 0.
    for (let k = 0; k < count; k++) sum += counters[sources[k]] | 0;
    return sum;
  }

  save(to: StateSink): void {
    let used = this.counters.length;
    while (used > 0 && this.counters[used - 1] === 0) used--;
    to.numbers("counters", this.counters, used);
  }

  load(from: StateReader): void {
    const counters = from.numbers("counters", Int32Array);
    if (counters.length > this.counters.length) this.grow(counters.length - 1);
    this.counters.fill(0).set(counters);
  }

  private grow(source: number): void {
    const grown = new Int32Array(Math.max(2 * this.counters.length, source + 1));
    grown.set(this.counters);
    this.counters = grown;
  }
}
