import type { Stored } from "../../sim/table/stored.js";
import type { Shards } from "./shards.js";

/** Finds shards by their filters. Everything follows from the table of shards. */
export class ShardGrid implements Stored {
  readonly #shards: Shards;
  /** Retired rows by filter, and families by the filter of their parent. Reached by key only. */
  readonly #retired = new Map<string, number>();
  readonly #familyOf = new Map<string, number>();
  /** Family of each row: the shards that one byte of path tells apart. Their rows, and how many of them are live. */
  readonly #family: number[] = [];
  readonly #rows: number[][] = [];
  readonly #live: number[] = [];

  constructor(shards: Shards) {
    this.#shards = shards;
  }

  noteRetired(shard: number): void {
    this.#retired.set(this.#shards.filter[shard], shard);
    if (shard < this.#family.length) this.#live[this.#family[shard]]--;
  }

  /** The retired row of a filter, which is one no longer; undefined if there is none. */
  revive(filter: string): number | undefined {
    const shard = this.#retired.get(filter);
    this.#retired.delete(filter);
    if (shard !== undefined && shard < this.#family.length) this.#live[this.#family[shard]]++;
    return shard;
  }

  /**
   * The shard and the only other live one whose filter is as long and has the same parent, lowest row first; empty where
   * there are none or more of them. Costs nothing for a shard of a large family.
   */
  pair(shard: number): readonly number[] {
    while (this.#family.length < this.#shards.count) this.#list(this.#family.length);
    const family = this.#family[shard];
    if (this.#live[family] !== 2) return [];
    return this.#rows[family].filter((row) => this.#shards.retired[row] === 0);
  }

  /** Nothing: it is built anew. */
  save(): void {}

  /** The shards must be loaded. */
  load(): void {
    this.#retired.clear();
    this.#familyOf.clear();
    for (const list of [this.#family, this.#rows, this.#live]) list.length = 0;
    const { filter, retired, count } = this.#shards;
    for (let shard = 0; shard < count; shard++) if (retired[shard] === 1) this.#retired.set(filter[shard], shard);
  }

  #list(shard: number): void {
    const { filter, retired } = this.#shards;
    const parent = filter[shard].slice(0, -2);
    let family = this.#familyOf.get(parent);
    if (family === undefined) {
      family = this.#rows.push([]) - 1;
      this.#live.push(0);
      this.#familyOf.set(parent, family);
    }
    this.#family.push(family);
    this.#rows[family].push(shard);
    if (retired[shard] === 0) this.#live[family]++;
  }
}
