import type { ExactColumn } from "../../../sim/units/exact-column.js";
import { Table } from "../../../sim/table/table.js";

/** What each allocation has earned since it was opened, a row an allocation: kept only where `report.allocations` asks for it. */
export class Earnings extends Table {
  private readonly units = this.exact("units");

  /** The row is another allocation's from now on. */
  begin(allocation: number): void {
    if (allocation >= this.count) this.reach(allocation);
    this.units.clear(allocation);
  }

  /** Adds accumulated[row] − settled[allocation]. */
  addDifference(allocation: number, accumulated: ExactColumn, row: number, settled: ExactColumn): void {
    this.units.addDifference(allocation, accumulated, row, settled, allocation);
  }

  add(allocation: number, units: bigint): void {
    this.units.set(allocation, this.units.get(allocation) + units);
  }

  of(allocation: number): bigint {
    return this.units.get(allocation);
  }
}
