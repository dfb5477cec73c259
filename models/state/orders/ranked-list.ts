type Compare = (a: number, b: number) => number;

/** Items of a block when blocks are cut; one that holds twice as many is cut in two. */
const blockSize = 128;

/** Some items in a row, the first `length` of the array. */
interface Block {
  readonly items: Int32Array;
  length: number;
}

/**
 * Whole numbers from 0 in an order of their own, each at most once. They lie in blocks, so that to insert or remove one
 * costs a search and a move within a block, and to read the one at a rank a search over blocks. `compare` must be
 * total, and must not change for what is listed.
 */
export class RankedList {
  readonly #compare: Compare;
  /** In order; none is empty. */
  #blocks: Block[] = [];
  #blockOf: (Block | undefined)[] = [];
  #length = 0;
  /** Rank of the first item of each block, and of the end; out of date after a change until the next read. */
  #ranks = new Int32Array(16);
  #isCounted = false;
  /** Position of the block that was read last. */
  #hint = 0;

  constructor(compare: Compare) {
    this.#compare = compare;
  }

  get length(): number {
    return this.#length;
  }

  /** Lists these, which must be in order, and no others. */
  assign(inOrder: Int32Array): void {
    for (const block of this.#blocks) {
      for (let k = 0; k < block.length; k++) this.#blockOf[block.items[k]] = undefined;
    }
    this.#length = inOrder.length;
    this.#isCounted = false;
    let count = 0;
    for (let from = 0; from < inOrder.length; from += blockSize) {
      const items = inOrder.subarray(from, from + blockSize);
      // Blocks that are there are used again.
      if (count < this.#blocks.length) this.#fill(this.#blocks[count], items);
      else this.#addBlock(count, items);
      count++;
    }
    this.#blocks.length = count;
  }

  /** The item must not be listed. */
  insert(item: number): void {
    if (this.#blocks.length === 0) this.#addBlock(0, new Int32Array(0));
    const at = this.#blockFor(item);
    const block = this.#blocks[at];
    const { items, length } = block;
    const index = this.#indexIn(block, item);
    items.copyWithin(index + 1, index, length);
    items[index] = item;
    block.length++;
    this.#blockOf[item] = block;
    this.#length++;
    this.#isCounted = false;
    if (block.length < items.length) return;
    block.length = blockSize;
    this.#addBlock(at + 1, items.subarray(blockSize));
  }

  /** Throws `RangeError` for one that is not listed. */
  remove(item: number): void {
    const block = this.#blockOf[item];
    if (block === undefined) throw new RangeError(`${item} is not listed`);
    const index = block.items.indexOf(item);
    block.items.copyWithin(index, index + 1, block.length);
    block.length--;
    this.#blockOf[item] = undefined;
    this.#length--;
    this.#isCounted = false;
    if (block.length === 0) this.#blocks.splice(this.#blocks.indexOf(block), 1);
  }

  /** The item at a rank from 0, which must be below `length`. */
  at(rank: number): number {
    if (!this.#isCounted) this.#count();
    const ranks = this.#ranks;
    let at = this.#hint;
    if (rank < ranks[at] || rank >= ranks[at + 1]) at = this.#hint = this.#blockAt(rank);
    return this.#blocks[at].items[rank - ranks[at]];
  }

  /** Whether every item still comes before the one after it. */
  isInOrder(comesBefore: (a: number, b: number) => boolean): boolean {
    let before = -1;
    for (const { items, length } of this.#blocks)
      for (let k = 0; k < length; k++) {
        if (before >= 0 && !comesBefore(before, items[k])) return false;
        before = items[k];
      }
    return true;
  }

  /** All items in order, in an array of their own. */
  toArray(): Int32Array {
    const all = new Int32Array(this.#length);
    let rank = 0;
    for (const { items, length } of this.#blocks) {
      all.set(items.subarray(0, length), rank);
      rank += length;
    }
    return all;
  }

  /** Position of the last block whose first item does not come after; the first block if there is none. */
  #blockFor(item: number): number {
    let low = 0;
    let high = this.#blocks.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#compare(this.#blocks[middle].items[0], item) < 0) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Index that a number takes in a block. */
  #indexIn({ items, length }: Block, item: number): number {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(items[middle], item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #blockAt(rank: number): number {
    let low = 0;
    let high = this.#blocks.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#ranks[middle] <= rank) low = middle;
      else high = middle;
    }
    return low;
  }

  #count(): void {
    const count = this.#blocks.length;
    if (count >= this.#ranks.length) this.#ranks = new Int32Array(2 * count);
    let rank = 0;
    for (let at = 0; at < count; at++) {
      this.#ranks[at] = rank;
      rank += this.#blocks[at].length;
    }
    this.#ranks[count] = rank;
    this.#isCounted = true;
    this.#hint = 0;
  }

  #addBlock(at: number, inOrder: Int32Array): void {
    const block: Block = { items: new Int32Array(2 * blockSize), length: 0 };
    this.#blocks.splice(at, 0, block);
    this.#fill(block, inOrder);
  }

  #fill(block: Block, inOrder: Int32Array): void {
    block.items.set(inOrder);
    block.length = inOrder.length;
    for (let k = 0; k < inOrder.length; k++) this.#blockOf[inOrder[k]] = block;
  }
}
