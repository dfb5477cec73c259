import type { Stored } from "../../sim/table/stored.js";
import { siblingFamily } from "../protocol/shard/sibling-merge.js";
import type { Shards } from "./shards.js";

/** Where a shard lies by the bits of its path. */
interface Kin {
  /** Filter of the path without its last bit, and of the other shard that has it. */
  readonly parent: string;
  readonly sibling: string;
}

/** Finds shards by their filters. Everything follows from the table of shards. */
export class ShardGrid implements Stored {
  readonly #shards: Shards;
  /** Rows by filter, and families by the filter of their parent. Reached by key only. */
  readonly #rowOf = new Map<string, number>();
  readonly #familyOf = new Map<string, number>();
  /** Family of each row: the shards that one byte of path tells apart. Their rows, and how many of them are live. */
  readonly #family: number[] = [];
  readonly #rows: number[][] = [];
  readonly #live: number[] = [];
  /** Kin of each row that was asked for; null: it has no path. */
  readonly #kin: (Kin | null | undefined)[] = [];
  /** Rows that `#rowOf` knows. */
  #named = 0;

  constructor(shards: Shards) {
    this.#shards = shards;
  }

  noteRetired(shard: number): void {
    if (shard < this.#family.length) this.#live[this.#family[shard]]--;
  }

  /** The retired row of a filter, which is one no longer; undefined if there is none. */
  revive(filter: string): number | undefined {
    const shard = this.row(filter);
    if (shard === undefined || this.#shards.retired[shard] === 0) return undefined;
    if (shard < this.#family.length) this.#live[this.#family[shard]]++;
    return shard;
  }

  /** The row of a filter, live or retired; undefined if it never was in the grid. */
  row(filter: string): number | undefined {
    for (; this.#named < this.#shards.count; this.#named++)
      this.#rowOf.set(this.#shards.filter[this.#named], this.#named);
    return this.#rowOf.get(filter);
  }

  /** The live shard of a filter; undefined if there is none. */
  find(filter: string): number | undefined {
    const shard = this.row(filter);
    return shard === undefined || this.#shards.retired[shard] === 1 ? undefined : shard;
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

  /** The shard and the live one whose path differs in the last bit only, lowest row first; empty where there is none. */
  siblings(shard: number): readonly number[] {
    const kin = this.kin(shard);
    const sibling = kin === null ? undefined : this.find(kin.sibling);
    if (sibling === undefined) return [];
    return sibling < shard ? [sibling, shard] : [shard, sibling];
  }

  /** Parent and sibling by the bits of the shard's path; null for a filter without a path. */
  kin(shard: number): Kin | null {
    const known = this.#kin[shard];
    if (known !== undefined) return known;
    const filter = this.#shards.filter[shard];
    const family = siblingFamily(filter);
    const found =
      family === null
        ? null
        : { parent: family.parent, sibling: family.children[family.children[0] === filter ? 1 : 0] };
    this.#kin[shard] = found;
    return found;
  }

  /** Nothing: it is built anew. */
  save(): void {}

  /** The shards must be loaded. */
  load(): void {
    this.#rowOf.clear();
    this.#familyOf.clear();
    this.#named = 0;
    for (const list of [this.#family, this.#rows, this.#live, this.#kin]) list.length = 0;
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
