import { Table } from "../../sim/table/table.js";
import { StreamKeys } from "./stream-keys.js";

/** Operators: one row each, in the order in which they appeared. Rows are never removed. */
export class Operators extends Table {
  /** Index of its class in the scenario. */
  operatorClass = this.i32("class");
  /** 1 once its old peer id was brought in. */
  oldPeerSpent = this.u8("flag");
  /** Its nodes, in order of appearance. */
  readonly nodes = this.lists("node");
  /** Names under which operators draw. */
  readonly keys = this.part(new StreamKeys());

  /** `name`: under which it draws. */
  add(name: string, operatorClass: number): number {
    const operator = this.addRow();
    this.operatorClass[operator] = operatorClass;
    this.keys.add(name);
    return operator;
  }
}

/** Classes of operators: one row for each in the scenario. */
export class OperatorClasses extends Table {
  /** Operators that have appeared. */
  appeared = this.i32("operators");
  /** Draws made so far: arrivals, and nodes chosen for a change of workers. */
  arrivalDraws = this.i32("draws");
  workerDraws = this.i32("draws");
  /** Nodes of the class, in order of appearance. */
  readonly nodes = this.lists("node");
  /** Names under which classes draw. */
  readonly keys = this.part(new StreamKeys());

  add(name: string): void {
    this.addRow();
    this.keys.add(name);
  }
}
