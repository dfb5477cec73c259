import { Table } from "../../sim/table/table.js";

/** What of a class's operators can be drawn from: those that follow strategies of their own, in order of appearance. One row a class. */
class ClassFollowers extends Table {
  readonly operators = this.lists("operator");
  /** How often one of them took over another's strategy. */
  takeovers = this.f64("takeovers");
}

/** Which of the strategies of its class each operator follows, and what it earned by it. One row an operator. */
export class StrategyChoices extends Table {
  /** Index into the list of its class. */
  choice = this.u8("strategy");
  /** Looks so far, from which its draws are named. */
  looks = this.i32("looks");
  /** Since when it counts, and what its provers had been credited with then. */
  countedUs = this.f64("µs");
  readonly countedUnits = this.exact("units");
  /** Units a day that a worker of its own earned by its present strategy between its last two looks; NaN: not known. */
  unitsPerWorkerDay = this.f64("units a day", Number.NaN);
  readonly ofClass = this.part(new ClassFollowers());

  /** `classes`: how many classes the scenario has. */
  constructor(classes: number) {
    super();
    this.ofClass.reach(classes - 1);
  }
}
