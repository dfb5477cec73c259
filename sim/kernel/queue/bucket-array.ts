import { ChunkPool, chunkEvents, doublesPerRecord, wordsOfRecord } from "./chunk-pool.js";
import type { EventRecord, EventVisitor } from "./event-queue.js";
import { writeWords } from "./event-words.js";

/** Buckets of the array, a power of two. */
export const bucketCount = 4096;
const bucketMask = bucketCount - 1;

/** The slot so many buckets after another one. */
export const slotAfter = (slot: number, buckets: number): number => (slot + buckets) & bucketMask;

/** Buckets that are passed on the way from one slot to another. */
export const slotsBetween = (from: number, to: number): number => (to - from) & bucketMask;

/** First chunk and number of events of a bucket that was emptied. */
export interface BucketList {
  readonly head: number;
  readonly count: number;
}

/**
 * The circular array of a calendar queue: each bucket an unsorted list of chunks. Knows nothing of times; which bucket an event
 * belongs to is the queue's to say.
 */
export class BucketArray {
  /** First and last chunk of each bucket. They stay when its events are taken, until others come. */
  readonly heads = new Int32Array(bucketCount);
  readonly tails = new Int32Array(bucketCount);
  /** Events in all buckets. */
  size = 0;
  private readonly counts = new Int32Array(bucketCount);

  constructor(private readonly pool: ChunkPool) {}

  append(slot: number, event: Readonly<EventRecord>): void {
    const { pool } = this;
    const count = this.counts[slot]++;
    let chunk = this.tails[slot];
    if ((count & (chunkEvents - 1)) === 0) chunk = this.appendChunk(slot, count);
    const record = chunk * chunkEvents + (count & (chunkEvents - 1));
    pool.doubles[record * doublesPerRecord] = event.timeUs;
    writeWords(pool.words, wordsOfRecord(record), event);
    this.size++;
  }

  /** The slot of the next bucket that holds events; there must be one. */
  nextSlot(slot: number): number {
    let next = slot;
    do next = slotAfter(next, 1);
    while (this.counts[next] === 0);
    return next;
  }

  /** Empties a bucket, and gives how many events it held. Their chunks are the caller's, to be given back to the pool. */
  takeBucket(slot: number): number {
    const count = this.counts[slot];
    this.counts[slot] = 0;
    this.size -= count;
    return count;
  }

  /** Empties all buckets that hold events. */
  takeAll(): BucketList[] {
    const lists: BucketList[] = [];
    for (let slot = 0; slot < bucketCount && this.size > 0; slot++)
      if (this.counts[slot] > 0) lists.push({ head: this.heads[slot], count: this.takeBucket(slot) });
    return lists;
  }

  forEach(visit: EventVisitor): void {
    const { doubles, words, next } = this.pool;
    this.heads.forEach((head, slot) => {
      for (let chunk = head, left = this.counts[slot]; left > 0; left -= chunkEvents, chunk = next[chunk]) {
        const first = chunk * chunkEvents;
        const end = first + Math.min(left, chunkEvents);
        for (let record = first; record < end; record++) {
          visit(doubles[record * doublesPerRecord], words, wordsOfRecord(record));
        }
      }
    });
  }

  /** Writes the times of all events into an array, in no order, which ends with them. */
  copyTimes(times: Float64Array): void {
    const { doubles, next } = this.pool;
    let k = times.length - this.size;
    // Where few wait they are found before all buckets have been looked at.
    for (let slot = 0; slot < bucketCount && k < times.length; slot++)
      for (let chunk = this.heads[slot], left = this.counts[slot]; left > 0; left -= chunkEvents, chunk = next[chunk]) {
        const end = k + Math.min(left, chunkEvents);
        for (let at = chunk * chunkEvents * doublesPerRecord; k < end; at += doublesPerRecord) times[k++] = doubles[at];
      }
  }

  private appendChunk(slot: number, count: number): number {
    const chunk = this.pool.take();
    if (count === 0) this.heads[slot] = chunk;
    else this.pool.next[this.tails[slot]] = chunk;
    this.tails[slot] = chunk;
    return chunk;
  }
}
