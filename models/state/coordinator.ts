import { Table } from "../../sim/table/table.js";
import { Recoveries } from "./recoveries.js";

/** The coordinator of the ceremony of 2023: who stands in its line, a row a contributor in the order of the line. */
export class Coordinator extends Table {
  prover = this.i32("prover");
  /** When its contribution will be done, since the start. */
  doneUs = this.f64("µs");
  /** When the coordinator will have worked off the whole line. */
  freeUs = this.figure("µs");
  /** Contributions that are done: the first rows. */
  done = this.figure("contributions");
  /** Waits of those, from their arrival until their contribution began, to 1.6 %. */
  readonly waits = this.part(new Recoveries());
  /** The longest of them. */
  longestUs = this.figure("µs");
  /** How long each in the line will have waited. */
  waitUs = this.f64("µs");

  /** Somebody arrives at the end of the line, and takes so long when it is their turn. */
  arrive(prover: number, atUs: number, contributionUs: number): void {
    const beginsUs = Math.max(atUs, this.freeUs);
    const row = this.addRow();
    this.prover[row] = prover;
    this.waitUs[row] = beginsUs - atUs;
    this.freeUs = beginsUs + contributionUs;
    this.doneUs[row] = this.freeUs;
  }

  /** The next in line is done, and leaves. The line must hold somebody. */
  finish(): number {
    const row = this.done++;
    this.waits.add(this.waitUs[row], 1);
    this.longestUs = Math.max(this.longestUs, this.waitUs[row]);
    return this.prover[row];
  }

  /** How many stand in line or contribute. */
  get waiting(): number {
    return this.count - this.done;
  }
}
