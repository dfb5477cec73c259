import { wordsOfRecord } from "./chunk-pool.js";
import { kindOf, originAt, targetAt } from "./event-words.js";
import type { Handler } from "../kernel.js";
import type { SequenceCounters } from "../sequence-counters.js";

/** Events whose state is read at once, a power of two. */
export const groupSize = 32;

/** Sources up to which their state fits into a cache, so that reading it twice costs more than it saves. */
const maxCached = 2 ** 17;

/**
 * The events that come next, whose state is read before the first of them is handled: a processor waits for many reads
 * at once as long as for one, but only for those that are few instructions apart. So targets are copied out first, and
 * then read in loops with nothing else in them.
 */
export class Prefetcher {
  private readonly targets = new Int32Array(groupSize);
  /** Keeps the engine from leaving the reads away. */
  checksum = 0;

  constructor(
    private readonly handlers: readonly Handler[],
    private readonly sequences: SequenceCounters,
  ) {}

  /** Reads state for the records from index `from` up to `until`, at most `groupSize`, where there are many entities. */
  prefetch(words: Int32Array, records: Int32Array, from: number, until: number): void {
    if (this.sequences.room <= maxCached) return;
    const { targets } = this;
    let kind = 0;
    let count = 0;
    for (let k = from; k < until; k++) {
      const at = wordsOfRecord(records[k]);
      const ofThis = kindOf(words[at + originAt]);
      // Handlers read other state each: a group of several kinds is touched by runs of one.
      if (ofThis !== kind) {
        this.prefetchRun(kind, count);
        kind = ofThis;
        count = 0;
      }
      targets[count++] = words[at + targetAt];
    }
    this.prefetchRun(kind, count);
  }

  private prefetchRun(kind: number, count: number): void {
    if (count === 0) return;
    const handler = this.handlers[kind];
    this.checksum = this.sequences.prefetch(this.targets, count) + (handler.prefetch?.(this.targets, count) ?? 0);
  }
}
