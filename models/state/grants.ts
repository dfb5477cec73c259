import { Table } from "../../sim/table/table.js";

/** What provers were granted, a row a prover. */
class ProverGrants extends Table {
  readonly units = this.exact("units");
}

/** What the grants of genesis have given so far. */
export class Grants extends Table {
  /** In all; and of that to peers who are not simulated. */
  units = this.amount("units");
  outsideUnits = this.amount("units");
  /** Provers that were granted something. */
  receivers = this.figure("provers");
  readonly ofProvers = this.part(new ProverGrants());

  /** A prover is granted so many units. */
  give(prover: number, units: bigint): void {
    const { ofProvers } = this;
    ofProvers.reach(prover);
    const before = ofProvers.units.get(prover);
    if (before === 0n && units > 0n) this.receivers++;
    ofProvers.units.set(prover, before + units);
    this.units += units;
  }

  /** Peers outside of the network are granted so many units. */
  giveOutside(units: bigint): void {
    this.outsideUnits += units;
    this.units += units;
  }

  grantedTo(prover: number): bigint {
    return prover < this.ofProvers.count ? this.ofProvers.units.get(prover) : 0n;
  }
}
