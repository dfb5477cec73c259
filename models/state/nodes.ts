import { Table } from "../../sim/table/table.js";
import { StreamKeys } from "./stream-keys.js";

/**
 * Nodes: one row a machine, which runs `workers` workers for its prover; each can hold one allocation. Rows are never
 * removed, and go by region, all of which is one today.
 */
export class Nodes extends Table {
  /** Index of the operator who runs it, and of the operator's class in the scenario. */
  operator = this.i32("operator");
  operatorClass = this.i32("class");
  /** The prover whose key it holds. */
  prover = this.i32("prover");
  /** 1 while it is reachable. */
  online = this.u8("flag");
  /** Frame from which it has been online, or offline. */
  presenceSince = this.i32("frame");
  /** How often it went off or came back was drawn so far. */
  presenceChanges = this.i32("draws");
  /** When it appeared, when an allocation of it was active first, and when one for each of its workers was; −1: never so far. */
  appearedUs = this.f64("µs");
  firstActiveUs = this.f64("µs", -1);
  fullyActiveUs = this.f64("µs", -1);
  /** 1 once it has left the network for good. */
  gone = this.u8("flag");
  /** 1 from the moment its operator leaves: it gives up every allocation and takes no other. */
  departing = this.u8("flag");
  workers = this.i32("workers");
  /** Workers that hold an allocation, or have asked for one; and those that have asked and heard nothing yet. */
  workersBusy = this.i32("workers");
  proposed = this.i32("workers");
  /** Frame of its next look at its shards; −1: it waits for something to change. */
  nextEvaluation = this.i32("frame", -1);
  /** 1 when one of its allocations may have become worth leaving. */
  leaveInterest = this.u8("flag");
  /** Names under which nodes draw. */
  readonly keys = this.part(new StreamKeys());

  /** Adds a node and returns its index; its prover is to be set. `name`: under which it draws. */
  add(row: { name: string; operatorClass: number; operator: number }): number {
    const node = this.addRow();
    this.operatorClass[node] = row.operatorClass;
    this.operator[node] = row.operator;
    this.keys.add(row.name);
    return node;
  }

  workersFree(node: number): number {
    return this.workers[node] - this.workersBusy[node];
  }
}
