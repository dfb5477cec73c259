/** What attackers with a budget have made of it: one row for each attacker of the scenario, in its order. */
import { Table } from "../../sim/table/table.js";

export class Assaults extends Table {
  /** The operator that its machines belong to; −1: it has not come yet, or has no budget. */
  operator = this.i32("operator", -1);
  identities = this.f64("identities");
  /** Rows of the table of shards when it came: what came later is new to it. */
  shardsKnown = this.f64("shards");
  readonly seniorityMicroUsd = this.exact("micro-USD");
  /** What is left to be spent on fees, what was spent, and the units that were bought for it and paid. */
  readonly purseMicroUsd = this.exact("micro-USD");
  readonly feesMicroUsd = this.exact("micro-USD");
  readonly feeUnits = this.exact("units");
  junkBytes = this.f64("bytes");

  constructor(attackers: number) {
    super();
    this.reach(attackers - 1);
  }

  /** The attacker whose machines an operator runs; −1: nobody's. */
  attackerOf(operator: number): number {
    for (let row = 0; row < this.count; row++) if (this.operator[row] === operator) return row;
    return -1;
  }
}
