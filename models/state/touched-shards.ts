import { Table } from "../../sim/table/table.js";

/** What happened to a shard since the last frame: its head counts changed, what its rings pay, or something else that its updates depend on. */
const level = { none: 0, counts: 1, pay: 2, updates: 3 } as const;

/** The shards that changed in a frame, each list in order of index. */
export interface Touched {
  /** All of them. */
  readonly all: Int32Array;
  /** Those of them whose rings, presence, coverage or size may have changed: what they mint may be another. */
  readonly updates: readonly number[];
  /** Those of them of which nothing but what their rings pay changed. */
  readonly pay: Pick<ReadonlySet<number>, "has" | "size">;
}

const noFlags = new Uint8Array(0);
const nothing: Touched = { all: new Int32Array(0), updates: [], pay: new Set() };

/** Some shards by their flags: 1 for one of them. */
class FlaggedShards {
  readonly #flags: Uint8Array;

  constructor(
    flags: Uint8Array,
    readonly size: number,
  ) {
    this.#flags = flags;
  }

  has(shard: number): boolean {
    return this.#flags[shard] === 1;
  }
}

/** Shards that changed and must be looked at again, emptied once a frame. */
export class TouchedShards extends Table {
  /** In the order in which they were added. */
  private readonly shards = this.sequence("shard");
  /** By shard. */
  private levels = this.u8("level");
  #taken: Touched = nothing;

  /** What `take` gave last: the shards that this frame's updates are about. Nothing between two frames. */
  get taken(): Touched {
    return this.#taken;
  }

  /** Presence, coverage, size or existence of the shard changed, or the seniority of a prover on it. */
  add(shard: number): void {
    this.#note(shard, level.updates);
  }

  /** Only what its rings pay is something else: who is in them and online, and whether it makes frames, is not. */
  addPay(shard: number): void {
    this.#note(shard, level.pay);
  }

  /** Only its active, joining or leaving provers are other ones; changes of rings are known to the ring positions. */
  addCounts(shard: number): void {
    this.#note(shard, level.counts);
  }

  /** Those of which it holds, in order of index; they stay in the set. */
  those(holds: (shard: number) => boolean): readonly number[] {
    return this.shards.filter(holds).sort((a, b) => a - b);
  }

  get isEmpty(): boolean {
    return this.shards.length === 0;
  }

  /** The set is empty afterwards. `haveRingsChanged`: whether a shard's rings changed. */
  take(haveRingsChanged: (shard: number) => boolean): Touched {
    if (this.isEmpty) return (this.#taken = nothing);
    const all = inOrder(this.shards);
    const updates: number[] = [];
    let isPay = noFlags;
    let paid = 0;
    this.shards.length = 0;
    for (const shard of all) {
      if (haveRingsChanged(shard)) updates.push(shard);
      else if (this.levels[shard] >= level.pay) {
        updates.push(shard);
        if (this.levels[shard] === level.pay) {
          if (paid === 0) isPay = new Uint8Array(all[all.length - 1] + 1);
          isPay[shard] = 1;
          paid++;
        }
      }
      this.levels[shard] = level.none;
    }
    return (this.#taken = { all, updates, pay: new FlaggedShards(isPay, paid) });
  }

  #note(shard: number, found: number): void {
    if (shard >= this.count) this.reach(shard);
    const known = this.levels[shard];
    if (known === level.none) this.shards.push(shard);
    if (known < found) this.levels[shard] = found;
  }
}

/** Ascending, in an array of their own. Most frames have a few, which are put in place one by one. */
function inOrder(shards: readonly number[]): Int32Array {
  const { length } = shards;
  const all = new Int32Array(length);
  if (length > fewShards) {
    all.set(shards);
    for (let k = 1; k < length; k++) if (all[k] < all[k - 1]) return all.sort();
    return all;
  }
  for (let k = 0; k < length; k++) {
    const shard = shards[k];
    let to = k;
    for (; to > 0 && all[to - 1] > shard; to--) all[to] = all[to - 1];
    all[to] = shard;
  }
  return all;
}

const fewShards = 16;
