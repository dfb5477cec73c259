import { grown, nextCapacity } from "../../../sim/table/growth.js";

const bitsPerWord = 32;

/**
 * On which shards a prover is, as a bit a shard: a set for provers that are on so many that it is smaller than a table of pairs. A prover may be
 * on one shard twice, as after a merge, and is on it until it was removed as often.
 */
export class ShardBits {
  /** Words a prover. */
  #width = 1;
  /** By prover: 1 + its row of the bits; 0: it has none. */
  #rows = new Int32Array(0);
  #rowCount = 0;
  #bits = new Int32Array(0);
  /** How often beyond once, by prover and shard. Reached by key only, so the order of a Map never matters. */
  readonly #more = new Map<number, number>();

  /** Bits that there would be, with room for so many shards. */
  sizeWith(shards: number): number {
    return this.#rowCount * this.#widthFor(shards) * bitsPerWord;
  }

  /** Makes room for so many shards: no prover may be on another. */
  reserve(shards: number): void {
    const width = this.#widthFor(shards);
    if (width > this.#width) this.#layOut(width, this.#rowCount);
  }

  /** Whether what the prover is on is kept here. */
  keeps(prover: number): boolean {
    return prover < this.#rows.length && this.#rows[prover] > 0;
  }

  /** Keeps what the prover will be on. */
  begin(prover: number): void {
    const known = this.#rows.length;
    if (prover >= known) this.#rows = grown(this.#rows, nextCapacity(known, prover + 1));
    this.#rows[prover] = ++this.#rowCount;
    if (this.#rowCount * this.#width > this.#bits.length) this.#layOut(this.#width, 2 * this.#rowCount);
  }

  /** The prover must be kept. */
  has(prover: number, shard: number): boolean {
    return shard < this.#width * bitsPerWord && (this.#bits[this.#wordOf(prover, shard)] & bitOf(shard)) !== 0;
  }

  add(prover: number, shard: number): void {
    if (this.has(prover, shard)) {
      const key = keyOf(prover, shard);
      this.#more.set(key, (this.#more.get(key) ?? 0) + 1);
    } else this.#bits[this.#wordOf(prover, shard)] |= bitOf(shard);
  }

  /** The prover must be on the shard. */
  remove(prover: number, shard: number): void {
    if (!this.has(prover, shard)) throw new RangeError(`prover ${prover} is not on shard ${shard}`);
    const key = this.#more.size === 0 ? -1 : keyOf(prover, shard);
    const more = this.#more.get(key) ?? 0;
    if (more === 1) this.#more.delete(key);
    else if (more > 1) this.#more.set(key, more - 1);
    else this.#bits[this.#wordOf(prover, shard)] &= ~bitOf(shard);
  }

  clear(): void {
    this.#rows.fill(0);
    this.#bits = new Int32Array(0);
    this.#width = 1;
    this.#rowCount = 0;
    this.#more.clear();
  }

  /** Where the bit of a shard is; there must be room for it. */
  #wordOf(prover: number, shard: number): number {
    return (this.#rows[prover] - 1) * this.#width + Math.floor(shard / bitsPerWord);
  }

  #widthFor(shards: number): number {
    let width = this.#width;
    while (shards > width * bitsPerWord) width *= 2;
    return width;
  }

  /** Gives each row so many words, and room for so many rows. */
  #layOut(width: number, rows: number): void {
    const before = this.#bits;
    const widthBefore = this.#width;
    this.#bits = new Int32Array(width * rows);
    this.#width = width;
    for (let row = 0; row < this.#rowCount; row++)
      this.#bits.set(before.subarray(row * widthBefore, (row + 1) * widthBefore), row * width);
  }
}

const bitOf = (shard: number): number => 1 << (shard % bitsPerWord);

/** Exact: there are fewer than 2^26 shards, and fewer provers. */
const keyOf = (prover: number, shard: number): number => prover * 2 ** 26 + shard;
