import type { EventRecord } from "../kernel/event-queue.js";
import { writeWords } from "../kernel/event-words.js";
import { copyOfEvent, type HeldEvent } from "../kernel/held-event.js";

/** Events that fit into a box between two meetings; what does not fit goes along at an extra one. */
const boxEvents = 16_384;
const headerBytes = 64;
const recordBytes = 24;
const boxBytes = headerBytes + boxEvents * recordBytes;

/**
 * Mail from one part to another, in shared memory: two boxes that take turns, so that one is read while the other is
 * filled. Parts write and read at different sides of a meeting, which makes plain reads and writes safe.
 */
export class Mailbox {
  private readonly counts: readonly Int32Array[];
  private readonly times: readonly Float64Array[];
  private readonly words: readonly Int32Array[];
  /** What did not fit: times, then words, in the order of sending. */
  private waiting: EventRecord[] = [];

  constructor(shared: SharedArrayBuffer) {
    const turns = [0, 1];
    this.counts = turns.map((turn) => new Int32Array(shared, turn * boxBytes, 1));
    this.times = turns.map((turn) => new Float64Array(shared, turn * boxBytes + headerBytes, boxEvents));
    const wordsAt = headerBytes + boxEvents * 8;
    this.words = turns.map((turn) => new Int32Array(shared, turn * boxBytes + wordsAt, boxEvents * 4));
  }

  static makeShared(): SharedArrayBuffer {
    return new SharedArrayBuffer(2 * boxBytes);
  }

  send(turn: number, event: Readonly<EventRecord>): void {
    const counts = this.counts[turn];
    const count = counts[0];
    if (count === boxEvents || this.waiting.length > 0) {
      this.waiting.push(copyOfEvent(event));
      return;
    }
    this.times[turn][count] = event.timeUs;
    writeWords(this.words[turn], count * 4, event);
    counts[0] = count + 1;
  }

  /** Whether anything did not fit and goes along at the next meeting. */
  get isOverfull(): boolean {
    return this.waiting.length > 0;
  }

  /** Fills the box with what did not fit before. */
  sendWaiting(turn: number): void {
    const { waiting } = this;
    this.waiting = [];
    for (const event of waiting) this.send(turn, event);
  }

  /** Hands over everything in the box and empties it. The record is reused. */
  receive(turn: number, into: HeldEvent, take: (event: Readonly<EventRecord>) => void): void {
    const counts = this.counts[turn];
    const [times, words] = [this.times[turn], this.words[turn]];
    const [count] = counts;
    for (let k = 0; k < count; k++) {
      into.write(times[k], words, k * 4);
      take(into);
    }
    counts[0] = 0;
  }
}
