import type { StateReader } from "../table/state-reader.js";
import type { StateSink, Stored } from "../table/stored.js";
import { originAt, payloadAt, targetAt } from "./queue/event-words.js";
import { Fingerprint } from "./fingerprint.js";
import { messages } from "./messages.js";

/**
 * The events of a run, folded into 128 bits whatever their order: for what several workers handled, each its own part.
 *
 * Each event is hashed by itself, and the hashes are added in four lanes modulo 2^32, with a count. Addition commutes,
 * so any split of the events over workers, folded in any order, gives the same sums; and unlike exclusive-or it does
 * not forget what occurs twice. An event is its time, target, source, kind and payload, which also give its place in the
 * total order. Its sequence is left out: a source counts what lies beyond the horizon too, and a run that is cut short
 * is the same as one with that horizon.
 */
export class EventFold implements Stored {
  private readonly lanes = new Int32Array(4);
  private count = 0;

  /**
   * Folds the first `count` events: their times, seen as the two words of each double, and their own words, which begin
   * at `offsets` in `words`. No time is -0, which would have other words than 0.
   */
  addAll(timeWords: Int32Array, words: Int32Array, offsets: Int32Array, count: number): void {
    const { lanes } = this;
    let sum0 = lanes[0];
    let sum1 = lanes[1];
    let sum2 = lanes[2];
    let sum3 = lanes[3];
    for (let k = 0; k < count; k++) {
      const at = offsets[k];
      // Two chains, side by side: every step is one to one in the word it takes in.
      let a = Math.imul(timeWords[2 * k] ^ 0x3c6ef372, c1);
      let b = Math.imul(timeWords[2 * k + 1] ^ 0x510e527f, c2);
      a = Math.imul((a ^ (a >>> 15)) + words[at + targetAt], c3);
      b = Math.imul((b ^ (b >>> 16)) + words[at + originAt], c4);
      a = Math.imul((a ^ (a >>> 14)) + words[at + payloadAt], c2);
      // Each chain spreads over the other, and what comes out is mixed once more for the other two lanes.
      a = Math.imul(a ^ (a >>> 16) ^ rotate(b, 11), c1);
      b = Math.imul(b ^ (b >>> 15) ^ rotate(a, 13), c2);
      a = Math.imul(a ^ (a >>> 15) ^ rotate(b, 19), c4);
      b ^= b >>> 16;
      a ^= a >>> 14;
      const c = Math.imul(a + rotate(b, 5), c3);
      const d = Math.imul(b + rotate(a, 23), c4);
      sum0 = (sum0 + a) | 0;
      sum1 = (sum1 + b) | 0;
      sum2 = (sum2 + (c ^ (c >>> 15))) | 0;
      sum3 = (sum3 + (d ^ (d >>> 16))) | 0;
    }
    lanes[0] = sum0;
    lanes[1] = sum1;
    lanes[2] = sum2;
    lanes[3] = sum3;
    this.count += count;
  }

  /** How many events were folded. */
  get eventCount(): number {
    return this.count;
  }

  /** The fold as plain words that travel between workers: four lanes, then the count's low and high word. */
  state(): Uint32Array {
    return Uint32Array.of(...this.lanes, this.count, Math.floor(this.count / 2 ** 32));
  }

  /** Adds what another part handled. Throws `RangeError` if the words are not a `state()`. */
  merge(state: Uint32Array): this {
    if (state.length !== 6) throw new RangeError(messages.badStateLength(state.length));
    for (let lane = 0; lane < 4; lane++) this.lanes[lane] += state[lane];
    this.count += state[4] + state[5] * 2 ** 32;
    return this;
  }

  save(to: StateSink): void {
    to.numbers("state", this.state());
  }

  load(from: StateReader): void {
    this.lanes.fill(0);
    this.count = 0;
    this.merge(from.numbers("state", Uint32Array, 6));
  }

  /** 32 hexadecimal digits of the sums and the count. */
  digest(): string {
    return new Fingerprint().column(this.state()).digest();
  }
}

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

// Odd multipliers without structure: the first two of MurmurHash3_x86_32, two of MurmurHash3's finaliser.
const c1 = 0xcc9e2d51 | 0;
const c2 = 0x1b873593;
const c3 = 0x85ebca6b | 0;
const c4 = 0xc2b2ae35 | 0;
