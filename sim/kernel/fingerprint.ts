import type { StateReader } from "../table/state-reader.js";
import type { StateSink, Stored } from "../table/stored.js";
import { messages } from "./messages.js";

/** What `column` folds. Integers of at most 32 bits, or floats. */
export type FoldableColumn =
  Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

// Doubles are folded as (low word, high word) through views of one buffer, which is that order on little-endian
// machines only. Every engine that Node and browsers run on is one; a big-endian one must not print other hashes.
if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1) throw new Error(messages.bigEndian());

// Columns pass through this buffer a piece at a time: one word an integer, two words a float.
const pieceWords = 2048;
const pieceDoubles = new Float64Array(pieceWords / 2);
const piece = new Int32Array(pieceDoubles.buffer);

/**
 * What happened in a run, folded into 128 bits: a sequence of 32-bit words goes in, order matters, and 32 hexadecimal
 * digits come out. Equal runs have equal fingerprints; one changed bit changes about half of the digits' bits.
 *
 * The fold is MurmurHash3_x86_128 (Austin Appleby, public domain; seed 0) of the words' little-endian bytes: four
 * 32-bit lanes, each word multiplied, rotated and mixed into its lane and the lane's neighbour. It finds accidents
 * and no forgeries: whoever wants two runs with one fingerprint can make them.
 */
export class Fingerprint implements Stored {
  private readonly lanes = new Int32Array(4);
  /** Words of a block that is not yet full. */
  private readonly block = new Int32Array(4);
  private wordCount = 0;

  /** Folds a 32-bit word; of a number outside that range, its low 32 bits. */
  word(word: number): this {
    const at = this.wordCount++ & 3;
    this.block[at] = word;
    if (at === 3) mixBlocks(this.lanes, this.block, 0, 4);
    return this;
  }

  /** Folds a double as its 64 bits; -0 counts as 0. Throws `RangeError` for NaN, which no result may contain. */
  number(value: number): this {
    if (Number.isNaN(value)) throw new RangeError(messages.notANumber());
    pieceDoubles[0] = value + 0; // -0 + 0 is 0
    const high = piece[1];
    return this.word(piece[0]).word(high);
  }

  /** Folds a whole number of any size: its sign and length in words, then its words, lowest first. */
  bigint(value: bigint): this {
    const words: number[] = [];
    for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffff_ffffn));
    this.word(value < 0n ? -words.length : words.length);
    for (const word of words) this.word(word);
    return this;
  }

  /** Folds a text: its length and its UTF-16 code units, two a word. */
  text(text: string): this {
    this.word(text.length);
    for (let k = 0; k < text.length; k += 2) {
      const second = k + 1 < text.length ? text.charCodeAt(k + 1) : 0;
      this.word(text.charCodeAt(k) | (second << 16));
    }
    return this;
  }

  /**
   * Folds the first `length` entries of a column (all by default), after their count: one word an integer, two words
   * a float, whatever the column's own width, so that storing the same values wider changes no fingerprint.
   * Throws `RangeError` if a float is NaN.
   */
  column(column: FoldableColumn, length = column.length): this {
    this.word(length);
    const isFloat = column instanceof Float64Array || column instanceof Float32Array;
    const step = isFloat ? pieceWords / 2 : pieceWords;
    for (let from = 0; from < length; from += step) {
      const count = Math.min(step, length - from);
      if (!isFloat) {
        copyPiece(piece, column, from, count);
        this.foldPiece(count);
      } else {
        copyPiece(pieceDoubles, column, from, count);
        const wrong = normaliseDoubles(count);
        if (wrong >= 0) throw new RangeError(messages.notANumberAt(from + wrong));
        this.foldPiece(2 * count);
      }
    }
    return this;
  }

  /** 32 hexadecimal digits of everything folded so far; folding may go on afterwards. */
  digest(): string {
    return [...this.digestWords()].map((lane) => lane.toString(16).padStart(8, "0")).join("");
  }

  /** The digest as four unsigned words. */
  digestWords(): Uint32Array {
    return finish(this.lanes, this.block, this.wordCount);
  }

  /** How fingerprints are shown and compared: the digest and what went into it, `9f…/events+columns`. */
  print(ingredients: readonly string[]): string {
    return `${this.digest()}/${ingredients.join("+")}`;
  }

  /** An independent copy: what is folded into one does not show in the other. */
  clone(): Fingerprint {
    const copy = new Fingerprint();
    copy.lanes.set(this.lanes);
    copy.block.set(this.block);
    copy.wordCount = this.wordCount;
    return copy;
  }

  /** Starts anew, so that one object can hash many small things. */
  reset(): this {
    this.lanes.fill(0);
    this.wordCount = 0;
    return this;
  }

  save(to: StateSink): void {
    to.numbers("lanes", this.lanes);
    to.numbers("block", this.block);
    to.number("wordCount", this.wordCount);
  }

  load(from: StateReader): void {
    this.lanes.set(from.numbers("lanes", Int32Array, 4));
    this.block.set(from.numbers("block", Int32Array, 4));
    this.wordCount = from.number("wordCount");
  }

  /** Folds the first words of the shared piece: whole blocks at once, what comes before and after word by word. */
  private foldPiece(count: number): void {
    let k = 0;
    while (k < count && (this.wordCount & 3) !== 0) this.word(piece[k++]);
    const whole = (count - k) & ~3;
    mixBlocks(this.lanes, piece, k, whole);
    this.wordCount += whole;
    for (k += whole; k < count; k++) this.word(piece[k]);
  }
}

/** Up to so many entries a loop copies faster than a view of them is made. */
const fewEntries = 32;

/** Copies `count` entries of a column, from `from` on, to the start of the shared piece. */
function copyPiece(to: Int32Array | Float64Array, column: FoldableColumn, from: number, count: number): void {
  if (count > fewEntries) to.set(column.subarray(from, from + count));
  // One loop a type that is frequent: in each the engine knows where it reads.
  else if (column instanceof Float64Array) for (let k = 0; k < count; k++) to[k] = column[from + k];
  else if (column instanceof Int32Array) for (let k = 0; k < count; k++) to[k] = column[from + k];
  else for (let k = 0; k < count; k++) to[k] = column[from + k];
}

/** Turns -0 into 0 in the shared piece; gives the index of the first NaN, or -1. */
function normaliseDoubles(count: number): number {
  for (let k = 0; k < count; k++) {
    const value = pieceDoubles[k] + 0;
    if (Number.isNaN(value)) return k;
    pieceDoubles[k] = value;
  }
  return -1;
}

// Multipliers of the four lanes, as MurmurHash3_x86_128 has them.
const c1 = 0x239b961b;
const c2 = 0xab0e9789 | 0;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93 | 0;

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/** Mixes `count` words (a multiple of four) of `words` from `start` into the lanes. */
function mixBlocks(lanes: Int32Array, words: Int32Array, start: number, count: number): void {
  let a = lanes[0];
  let b = lanes[1];
  let c = lanes[2];
  let d = lanes[3];
  for (let k = start; k < start + count; k += 4) {
    a ^= Math.imul(rotate(Math.imul(words[k], c1), 15), c2);
    a = (Math.imul((rotate(a, 19) + b) | 0, 5) + 0x561ccd1b) | 0;
    b ^= Math.imul(rotate(Math.imul(words[k + 1], c2), 16), c3);
    b = (Math.imul((rotate(b, 17) + c) | 0, 5) + 0x0bcaa747) | 0;
    c ^= Math.imul(rotate(Math.imul(words[k + 2], c3), 17), c4);
    c = (Math.imul((rotate(c, 15) + d) | 0, 5) + 0x96cd1c35) | 0;
    d ^= Math.imul(rotate(Math.imul(words[k + 3], c4), 18), c1);
    d = (Math.imul((rotate(d, 13) + a) | 0, 5) + 0x32ac3b17) | 0;
  }
  lanes[0] = a;
  lanes[1] = b;
  lanes[2] = c;
  lanes[3] = d;
}

/** The lanes with the unfinished block and the length mixed in, and every input bit spread over every lane. */
function finish(lanes: Int32Array, block: Int32Array, wordCount: number): Uint32Array {
  let a = lanes[0];
  let b = lanes[1];
  let c = lanes[2];
  let d = lanes[3];
  const open = wordCount & 3;
  if (open > 2) c ^= Math.imul(rotate(Math.imul(block[2], c3), 17), c4);
  if (open > 1) b ^= Math.imul(rotate(Math.imul(block[1], c2), 16), c3);
  if (open > 0) a ^= Math.imul(rotate(Math.imul(block[0], c1), 15), c2);
  const byteCount = 4 * wordCount;
  a ^= byteCount;
  b ^= byteCount;
  c ^= byteCount;
  d ^= byteCount;
  a += b + c + d;
  b = avalanche(b + a);
  c = avalanche(c + a);
  d = avalanche(d + a);
  a = avalanche(a);
  a += b + c + d;
  return Uint32Array.of(a, b + a, c + a, d + a);
}

/** Every bit in changes every bit out with probability near one half. */
function avalanche(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
