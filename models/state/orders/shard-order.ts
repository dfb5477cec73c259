import { grown } from "../../../sim/table/growth.js";
import type { Shards } from "../shards.js";
import type { FilterRanks } from "./filter-ranks.js";
import { RankedList } from "./ranked-list.js";

/**
 * What shards are ranked by, higher first; equal values are equal to a node, and listed larger first, then by filter.
 * NaN for a shard that is not listed; such without data or retired never are, and are not asked for.
 */
export type RankBy = (shard: number) => number;

/** Of so many listed shards one must have moved for all to be put in order in one pass instead of one by one. */
const onePassShare = 32;

/** What is known of a shard since the last repair. */
const noted = { same: 0, changed: 1, moved: 2 } as const;

/** One order of the live shards that hold data. Changes are noted, and made up for when it is next read. */
export class ShardOrder {
  readonly #shards: Shards;
  readonly #rankBy: RankBy;
  readonly #filters: FilterRanks;
  readonly #list: RankedList;
  /** Value and size by which each shard stands in the list; a value of NaN for one that is not listed. */
  #value = new Float64Array(0);
  #size = new Float64Array(0);
  #changed: number[] = [];
  #version = 0;
  /** Whether all are to be placed anew; and how they stood before that. */
  #isStale = true;
  #valueBefore = new Float64Array(0);
  #sizeBefore = new Float64Array(0);
  #noted = new Uint8Array(0);

  constructor(shards: Shards, filters: FilterRanks, rankBy: RankBy) {
    this.#shards = shards;
    this.#filters = filters;
    this.#rankBy = rankBy;
    this.#list = new RankedList(this.#compare);
  }

  /** The shard's counts, size or existence changed. */
  changed(shard: number): void {
    if (this.#isStale) return;
    if (shard >= this.#noted.length) this.#widen();
    if (this.#noted[shard] === noted.changed) return;
    this.#noted[shard] = noted.changed;
    this.#changed.push(shard);
  }

  /** Listed shards, best first, equal ones larger first, then by filter. Valid until the next change. */
  read(): RankedList {
    if (this.#isStale) this.#rebuildNow();
    else if (this.#changed.length > 0) this.#repair();
    return this.#list;
  }

  /** Another number once anything stands elsewhere. */
  get version(): number {
    return this.#version;
  }

  /** The value that the shard stands in the order with. */
  valueOf(shard: number): number {
    return this.#value[shard];
  }

  /** The first shard of which `isTaken` says no; undefined if there is none. */
  bestBut(isTaken: (shard: number) => boolean): number | undefined {
    const list = this.read();
    for (let rank = 0; rank < list.length; rank++) {
      const shard = list.at(rank);
      if (!isTaken(shard)) return shard;
    }
    return undefined;
  }

  /** Everything changed: made up for when it is next read. */
  rebuild(): void {
    this.#isStale = true;
  }

  #rebuildNow(): void {
    this.#isStale = false;
    this.#version++;
    this.#filters.update();
    this.#widen();
    this.#clearChanges();
    const { count } = this.#shards;
    const before = this.#list.length;
    if (before > 1) this.#keepPlaces();
    let length = 0;
    for (let shard = 0; shard < count; shard++) {
      this.#place(shard, this.#valueNow(shard));
      if (!Number.isNaN(this.#value[shard])) length++;
    }
    // Where all values moved together, as they do when more or less is issued, all stand where they stood.
    if (before > 1 && length === before && this.#list.isInOrder(this.#staysBefore)) return;
    const listed = new Int32Array(length);
    let at = 0;
    for (let shard = 0; shard < count; shard++) if (!Number.isNaN(this.#value[shard])) listed[at++] = shard;
    this.#list.assign(listed.sort(this.#compare));
  }

  /** Remembers by what all stand where they stand. */
  #keepPlaces(): void {
    const capacity = this.#value.length;
    if (this.#valueBefore.length < capacity) {
      this.#valueBefore = new Float64Array(capacity);
      this.#sizeBefore = new Float64Array(capacity);
    }
    this.#valueBefore.set(this.#value);
    this.#sizeBefore.set(this.#size);
  }

  /** Whether of two that stood beside each other the first comes before the other now; never for one that is not to be listed. */
  readonly #staysBefore = (a: number, b: number): boolean => {
    const [value, size] = [this.#value, this.#size];
    if (value[a] !== value[b]) return value[a] > value[b];
    if (size[a] !== size[b]) return size[a] > size[b];
    const wereEqual = this.#valueBefore[a] === this.#valueBefore[b] && this.#sizeBefore[a] === this.#sizeBefore[b];
    return wereEqual || this.#filters.compare(a, b) < 0;
  };

  readonly #compare = (a: number, b: number): number =>
    this.#value[b] - this.#value[a] || this.#size[b] - this.#size[a] || this.#filters.compare(a, b);

  #valueNow(shard: number): number {
    const { retired, sizeBytes } = this.#shards;
    return retired[shard] === 0 && sizeBytes[shard] > 0 ? this.#rankBy(shard) : Number.NaN;
  }

  #place(shard: number, value: number): void {
    this.#value[shard] = value;
    this.#size[shard] = this.#shards.sizeBytes[shard];
  }

  /** Whether the shard's place in the order is that of its value now and its size: not listed both times, or equal in both. */
  #standsAt(value: number, shard: number): boolean {
    if (Number.isNaN(value)) return Number.isNaN(this.#value[shard]);
    return value === this.#value[shard] && this.#shards.sizeBytes[shard] === this.#size[shard];
  }

  /** Takes out what moved, and puts it back in where it belongs. */
  #repair(): void {
    const moved: number[] = [];
    const values: number[] = [];
    for (const shard of this.#changed) {
      const value = this.#valueNow(shard);
      if (this.#standsAt(value, shard)) continue;
      moved.push(shard);
      values.push(value);
    }
    if (moved.length > 0) {
      this.#version++;
      this.#filters.update();
      if (moved.length * onePassShare > this.#list.length) this.#moveInOnePass(moved, values);
      else this.#move(moved, values);
    }
    this.#clearChanges();
  }

  #move(moved: readonly number[], values: readonly number[]): void {
    for (const shard of moved) if (!Number.isNaN(this.#value[shard])) this.#list.remove(shard);
    for (let k = 0; k < moved.length; k++) {
      this.#place(moved[k], values[k]);
      if (!Number.isNaN(values[k])) this.#list.insert(moved[k]);
    }
  }

  #moveInOnePass(moved: readonly number[], values: readonly number[]): void {
    for (let k = 0; k < moved.length; k++) {
      this.#noted[moved[k]] = noted.moved;
      this.#place(moved[k], values[k]);
    }
    const entering = moved.filter((shard) => !Number.isNaN(this.#value[shard])).sort(this.#compare);
    const before = this.#list.toArray();
    const merged = new Int32Array(before.length + entering.length);
    let length = 0;
    let next = 0;
    for (let k = 0; k < before.length; k++) {
      const shard = before[k];
      if (this.#noted[shard] === noted.moved) continue;
      while (next < entering.length && this.#compare(entering[next], shard) < 0) merged[length++] = entering[next++];
      merged[length++] = shard;
    }
    while (next < entering.length) merged[length++] = entering[next++];
    this.#list.assign(merged.subarray(0, length));
  }

  #clearChanges(): void {
    for (const shard of this.#changed) this.#noted[shard] = noted.same;
    this.#changed = [];
  }

  #widen(): void {
    const capacity = this.#shards.sizeBytes.length;
    const known = this.#noted.length;
    if (capacity <= known) return;
    this.#noted = grown(this.#noted, capacity);
    this.#value = grown(this.#value, capacity).fill(Number.NaN, known);
    this.#size = grown(this.#size, capacity);
  }
}
