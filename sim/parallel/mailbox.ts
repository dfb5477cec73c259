import type { EventRecord } from "../kernel/queue/event-queue.js";
import { originAt, originOf, payloadAt, sequenceAt, targetAt, wordsPerEvent } from "../kernel/queue/event-words.js";
import type { EventBuffer } from "../kernel/queue/event-buffer.js";

/** Events that fit into a box within a window; what does not fit goes along in an extra round. */
const boxEvents = 65_536;
const headerBytes = 64;
const recordBytes = 24;
/** An event that waits for a box: its time and its words. */
const waitingNumbers = 1 + wordsPerEvent;
const boxBytes = headerBytes + boxEvents * recordBytes;

/**
 * Mail from one part to another, in shared memory: two boxes that take turns, so that one is read while the other is
 * filled. Parts write and read at different sides of a barrier, which makes plain reads and writes safe.
 */
export class Mailbox {
  private readonly counts: readonly Int32Array[];
  private readonly times: readonly Float64Array[];
  private readonly words: readonly Int32Array[];
  /** What did not fit: a time and four words an event, in the order of sending. */
  private waiting: number[] = [];

  constructor(shared: SharedArrayBuffer) {
    const turns = [0, 1];
    this.counts = turns.map((turn) => new Int32Array(shared, turn * boxBytes, 1));
    this.times = turns.map((turn) => new Float64Array(shared, turn * boxBytes + headerBytes, boxEvents));
    const wordsAt = headerBytes + boxEvents * 8;
    this.words = turns.map((turn) => new Int32Array(shared, turn * boxBytes + wordsAt, boxEvents * wordsPerEvent));
  }

  static makeShared(): SharedArrayBuffer {
    return new SharedArrayBuffer(2 * boxBytes);
  }

  send(turn: number, event: Readonly<EventRecord>): void {
    const { target, kind, source, sequence, payload } = event;
    if (this.counts[turn][0] < boxEvents)
      this.put(turn, event.timeUs, target, originOf(kind, source), sequence, payload);
    else this.waiting.push(event.timeUs, target, originOf(kind, source), sequence, payload);
  }

  private put(turn: number, timeUs: number, target: number, origin: number, sequence: number, payload: number): void {
    const count = this.counts[turn][0]++;
    const words = this.words[turn];
    const at = count * wordsPerEvent;
    this.times[turn][count] = timeUs;
    words[at + targetAt] = target;
    words[at + originAt] = origin;
    words[at + sequenceAt] = sequence;
    words[at + payloadAt] = payload;
  }

  /** Whether anything did not fit and goes along in the next round. */
  get isOverfull(): boolean {
    return this.waiting.length > 0;
  }

  /** Fills an empty box with what did not fit before, as far as it goes. */
  sendWaiting(turn: number): void {
    const { waiting } = this;
    const end = Math.min(waiting.length, waitingNumbers * boxEvents);
    for (let k = 0; k < end; k += waitingNumbers) {
      this.put(turn, waiting[k], waiting[k + 1], waiting[k + 2], waiting[k + 3], waiting[k + 4]);
    }
    this.waiting = waiting.slice(end);
  }

  /** Hands over everything in the box and empties it. The record is reused. */
  receive(turn: number, into: EventBuffer, take: (event: Readonly<EventRecord>) => void): void {
    const counts = this.counts[turn];
    const [times, words] = [this.times[turn], this.words[turn]];
    const [count] = counts;
    for (let k = 0; k < count; k++) {
      into.write(times[k], words, k * wordsPerEvent);
      take(into);
    }
    counts[0] = 0;
  }
}
