import { Table } from "../../sim/table/table.js";

/** Rings: one row a (shard, ring index) that has ever had a prover. */
export class Rings extends Table {
  /** Units that each participant of the ring gets for a frame. */
  shareUnits = this.f64("units");
  /** Provers of the ring that are online. */
  present = this.i32("provers");
  /** Units that one steady participant would have got since the start. */
  readonly accumulatedUnits = this.exact("units");
  /** Units that its positions were paid in all, as far as they are settled. */
  readonly paidUnits = this.exact("units");

  add(): number {
    return this.addRow();
  }
}
