import { byBytes } from "../../protocol/ground/compare.js";
import type { Shards } from "../shards.js";

/** Filters are ranked anew once one in so many of them has none. */
const unrankedShare = 8;

/**
 * Shards in the order of their filters, by a number each: filters of one application begin with the same 64 digits, which a
 * comparison of texts walks over each time. What a filter is never changes; of new shards the texts are compared until there are many of them.
 */
export class FilterRanks {
  readonly #shards: Shards;
  /** By shard, from 0; of equal filters the same one. */
  #ranks = new Int32Array(0);

  constructor(shards: Shards) {
    this.#shards = shards;
  }

  /** Ranks what is new, if it is worth while. */
  update(): void {
    const { count } = this.#shards;
    const known = this.#ranks.length;
    if ((count - known) * unrankedShare > count) this.#rankAll();
  }

  /** Order of the filters of two shards. */
  compare(a: number, b: number): number {
    const ranks = this.#ranks;
    if (a < ranks.length && b < ranks.length) return ranks[a] - ranks[b];
    return byBytes(this.#shards.filter[a], this.#shards.filter[b]);
  }

  #rankAll(): void {
    const { count, filter } = this.#shards;
    const inOrder = Array.from({ length: count }, (_unused, shard) => shard).sort((a, b) =>
      byBytes(filter[a], filter[b]),
    );
    this.#ranks = new Int32Array(count);
    let rank = 0;
    for (let k = 1; k < count; k++) {
      if (filter[inOrder[k]] !== filter[inOrder[k - 1]]) rank++;
      this.#ranks[inOrder[k]] = rank;
    }
  }
}
