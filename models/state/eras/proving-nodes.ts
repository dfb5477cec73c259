import { Table } from "../../../sim/table/table.js";

/** What nodes of Dusk prove, a row a node: an increment after the other, each in the time that its work takes. */
export class ProvingNodes extends Table {
  speed = this.f64("squarings/s");
  /** Number of the next increment, as far as credited. */
  increment = this.f64("increments");
  /** First increment of the running spell, and the frame that it began with; −1: the node is off. */
  spellFirst = this.f64("increments");
  spellSince = this.f64("frame", -1);
  /** Increments completed by all nodes since the start. */
  completed = this.figure("increments");

  add(node: number): void {
    this.reach(node);
  }

  /** A node that was not there before proves with the machine of a former one, from where that one is. */
  inherit(node: number, former: number): void {
    this.reach(node);
    this.speed[node] = this.speed[former];
    this.increment[node] = this.increment[former];
  }

  /** Whether its speed and where it is are known. */
  isKnown(node: number): boolean {
    return this.speed[node] > 0;
  }

  isProving(node: number): boolean {
    return this.spellSince[node] >= 0;
  }
}
