import { Table } from "../../sim/table/table.js";

/**
 * What stands in the records of provers themselves where each operation on an allocation writes its status there too
 * (`proverStatus: lastOperation`). One row a prover; who has none has done nothing yet, or stood in a measured network.
 */
export class OwnStatuses extends Table {
  /** 1 while committees ask for it: a release may begin or end that. */
  isOn = this.figure("flag");
  /** 1 where the prover's own status is another than active. */
  private inactive = this.u8("flag");
  /** Frame at which a confirmation of one of its allocations is next heard, as far as known; 0: none. */
  private confirmed = this.i32("frame");
  /** By prover: units of its balance that joins set to zero. */
  private readonly zeroed = this.exact("units");
  /** The same of all. */
  zeroedUnits = this.amount("units");

  isActive(prover: number): boolean {
    return prover >= this.count || this.inactive[prover] === 0;
  }

  setActive(prover: number, isActive: boolean): void {
    this.reach(prover);
    this.inactive[prover] = isActive ? 0 : 1;
    if (isActive) this.confirmed[prover] = 0;
  }

  /** Frame at which a confirmation of the prover is next heard; 0: none is awaited. */
  confirmedAt(prover: number): number {
    return prover < this.count ? this.confirmed[prover] : 0;
  }

  /** `frame` 0: none is awaited. */
  awaitConfirmation(prover: number, frame: number): void {
    this.reach(prover);
    this.confirmed[prover] = frame;
  }

  /** Notes so many units as lost; the balance is the caller's to clear. */
  noteZeroed(prover: number, units: bigint): void {
    this.reach(prover);
    this.zeroed.set(prover, this.zeroed.get(prover) + units);
    this.zeroedUnits += units;
  }

  /** Units that joins took from a prover. */
  zeroedOf(prover: number): bigint {
    return prover < this.count ? this.zeroed.get(prover) : 0n;
  }
}
