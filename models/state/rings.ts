import { WholeColumn } from "../../sim/units/whole-column.js";
import { grown, nextCapacity } from "../../sim/table/growth.js";

/** Rings: one row a (shard, ring index) that has ever had a prover. */
export class Rings {
  count = 0;
  /** Units that each participant of the ring gets for a frame. */
  shareUnits = new Float64Array(0);
  /** Provers of the ring that are online. */
  present = new Int32Array(0);
  /** Units that one steady participant would have got since the start. */
  readonly accumulatedUnits = new WholeColumn(0);
  /** Units that its positions were paid in all, as far as they are settled. */
  readonly paidUnits = new WholeColumn(0);
  #capacity = 0;

  add(): number {
    const row = this.count++;
    if (this.count > this.#capacity) {
      this.#capacity = nextCapacity(this.#capacity, this.count);
      this.shareUnits = grown(this.shareUnits, this.#capacity);
      this.present = grown(this.present, this.#capacity);
      this.accumulatedUnits.grow(this.#capacity);
      this.paidUnits.grow(this.#capacity);
    }
    return row;
  }
}
