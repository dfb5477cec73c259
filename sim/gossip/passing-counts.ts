/** Counts of what happens seldom, by key, each of which holds until a moment: of whatever is not there, the count is 0. */
import { Table } from "../table/table.js";
import type { StateReader } from "../table/state-reader.js";
import type { SimTimeUs } from "../units/quantity-types.js";

/** So many rows are kept, though they count no longer, before any is looked for. */
const leastRows = 256;

export class PassingCounts extends Table {
  key = this.f64("key");
  // The count no longer holds from then on; what it last counted.
  untilUs = this.f64("us");
  lastUs = this.f64("us", -1);
  times = this.i32("count");
  /** Row + 1 by hash of its key, by linear probing, at most half full; 0: none. */
  #slots = new Int32Array(0);
  #fullAt = leastRows;

  /** How often it was counted, of what holds at a moment. */
  timesAt(key: number, nowUs: SimTimeUs): number {
    const row = this.#find(key);
    return row < 0 || this.untilUs[row] <= nowUs ? 0 : this.times[row];
  }

  /** Counts once more, now, for as long as the count holds, and gives the count. */
  add(key: number, nowUs: SimTimeUs, untilUs: SimTimeUs): number {
    const row = this.#liveRow(key, nowUs);
    this.untilUs[row] = untilUs;
    this.lastUs[row] = nowUs;
    return ++this.times[row];
  }

  /** As `add`, but what happens at one moment counts once. */
  addMoment(key: number, nowUs: SimTimeUs, untilUs: SimTimeUs): number {
    const row = this.#liveRow(key, nowUs);
    return this.lastUs[row] === nowUs ? this.times[row] : this.add(key, nowUs, untilUs);
  }

  override load(from: StateReader): void {
    super.load(from);
    this.#index();
  }

  #liveRow(key: number, nowUs: SimTimeUs): number {
    let row = this.#find(key);
    if (row < 0) {
      if (this.count >= this.#fullAt) this.#drop(nowUs);
      row = this.addRow();
      this.#begin(row, key);
      if (2 * this.count > this.#slots.length) this.#index();
      else this.#put(row);
    } else if (this.untilUs[row] <= nowUs) this.#begin(row, key);
    return row;
  }

  #begin(row: number, key: number): void {
    this.key[row] = key;
    this.untilUs[row] = 0;
    this.lastUs[row] = -1;
    this.times[row] = 0;
  }

  /** Leaves out the rows that no longer hold, in their order. */
  #drop(nowUs: SimTimeUs): void {
    let kept = 0;
    for (let row = 0; row < this.count; row++) {
      if (this.untilUs[row] <= nowUs) continue;
      for (const column of [this.key, this.untilUs, this.lastUs, this.times]) column[kept] = column[row];
      kept++;
    }
    this.count = kept;
    this.#fullAt = Math.max(leastRows, 2 * kept);
    this.#index();
  }

  #index(): void {
    let length = 2 * leastRows;
    while (length < 2 * this.count) length *= 2;
    this.#slots = new Int32Array(length);
    for (let row = 0; row < this.count; row++) this.#put(row);
  }

  #put(row: number): void {
    const slots = this.#slots;
    let at = this.#home(this.key[row]);
    while (slots[at] !== 0) at = (at + 1) & (slots.length - 1);
    slots[at] = row + 1;
  }

  /** −1: it is not there. */
  #find(key: number): number {
    const slots = this.#slots;
    if (slots.length === 0) return -1;
    for (let at = this.#home(key); slots[at] !== 0; at = (at + 1) & (slots.length - 1))
      if (this.key[slots[at] - 1] === key) return slots[at] - 1;
    return -1;
  }

  #home(key: number): number {
    const mixed = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul(Math.floor(key / 2 ** 32), 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & (this.#slots.length - 1);
  }
}
