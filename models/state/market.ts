import { Table } from "../../sim/table/table.js";

/** The market of the token, one row: what it is worth, and what was sold to the market and bought from it so far. */
export class TokenMarket extends Table {
  /** Dollars a token (not a unit). */
  priceUsd = this.f64("USD");
  /** Steps of the price so far. */
  steps = this.f64("steps");
  /** Units that operators and users sold to the market since the start, and those that they bought from it. */
  readonly soldUnits = this.exact("units");
  readonly boughtUnits = this.exact("units");
  /** Dollars that the market paid for the former, and took for the latter. */
  paidUsd = this.f64("USD");
  takenUsd = this.f64("USD");

  constructor(startUsd: number) {
    super();
    this.addRow();
    this.priceUsd[0] = startUsd;
  }
}
