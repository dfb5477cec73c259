import { Table } from "../../../sim/table/table.js";

/** Ceremony rounds of Dawn: who can take part, a row a node, and what came of the latest round. */
export class CeremonyRounds extends Table {
  /** Where the node stands in `online`; −1: it is not online. */
  indexOf = this.i32("index", -1);
  /** Nodes online, in any order that a run repeats. */
  readonly online = this.sequence("node");
  /** Rounds held so far. */
  rounds = this.figure("rounds");
  /** Participants of the latest round, and what each of them got. */
  participants = this.figure("nodes");
  eachUnits = this.amount("units");

  add(node: number): void {
    this.reach(node);
    this.indexOf[node] = this.online.push(node) - 1;
  }

  /** The node must be online. */
  remove(node: number): void {
    const moved = this.online.pop() as number;
    if (moved !== node) {
      this.online[this.indexOf[node]] = moved;
      this.indexOf[moved] = this.indexOf[node];
    }
    this.indexOf[node] = -1;
  }
}
