import { wordsPerEvent } from "./event-words.js";

/** Events of a chunk: 64 records of 24 bytes. */
const chunkBits = 6;
export const chunkEvents = 1 << chunkBits;

/** A record is three doubles wide: its time, then its four words. */
export const doublesPerRecord = 1 + wordsPerEvent / 2;

/** Where in `words` those of a record begin; its time is the first of its doubles. */
export const wordsOfRecord = (record: number): number => record * 2 * doublesPerRecord + 2;

/**
 * From so many chunks up to so many there are four times as many at once: 0.4 to 6 MB. Old memory is there until the engine collects it, which in a
 * run that makes no objects is long after; new memory of this size takes none of the machine's before it is written.
 */
const [quadruplesFrom, quadruplesBelow] = [256, 4096];

/** No chunk: the end of a list. */
const noChunk = -1;

/**
 * Memory of events in chunks, which lists of events are linked from. Chunks that are given back are handed out again,
 * the last one first, since it is the one most likely still in the cache. When all chunks are in use there are twice as many, or, of some sizes,
 * four times.
 */
export class ChunkPool {
  doubles: Float64Array;
  words: Int32Array;
  /** The chunk that follows in the list a chunk is part of. */
  next: Int32Array;
  private freeHead = noChunk;

  constructor(chunkCount = 16) {
    this.doubles = new Float64Array(chunkCount * chunkEvents * doublesPerRecord);
    this.words = new Int32Array(this.doubles.buffer);
    this.next = new Int32Array(chunkCount);
    this.link(0, chunkCount);
  }

  /** A chunk that belongs to no list; its `next` is `noChunk`. */
  take(): number {
    if (this.freeHead === noChunk) this.grow();
    const chunk = this.freeHead;
    this.freeHead = this.next[chunk];
    this.next[chunk] = noChunk;
    return chunk;
  }

  free(chunk: number): void {
    this.next[chunk] = this.freeHead;
    this.freeHead = chunk;
  }

  /** Gives back a whole list, the last chunk of which is `tail`. */
  freeList(head: number, tail: number): void {
    this.next[tail] = this.freeHead;
    this.freeHead = head;
  }

  private grow(): void {
    const old = this.next.length;
    const count = (old >= quadruplesFrom && old < quadruplesBelow ? 4 : 2) * old;
    const doubles = new Float64Array(count * chunkEvents * doublesPerRecord);
    const next = new Int32Array(count);
    // Copied as words: a double that is really two words must not pass through a floating-point register.
    const words = new Int32Array(doubles.buffer);
    words.set(this.words);
    next.set(this.next);
    this.doubles = doubles;
    this.words = words;
    this.next = next;
    this.link(old, count);
  }

  /** Puts the chunks from `from` up to `until` on the list of free ones. */
  private link(from: number, until: number): void {
    for (let chunk = until - 1; chunk >= from; chunk--) this.free(chunk);
  }
}
