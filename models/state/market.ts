import { Table } from "../../sim/table/table.js";
import { unitsPerQuil } from "../protocol/ground/token.js";

/** Millionths of a dollar: what a pool counts dollars in. */
export const microUsd = 1_000_000;

/** The market of the token, one row: what it is worth, and what was sold to the market and bought from it so far. */
export class TokenMarket extends Table {
  /** Dollars a token (not a unit). */
  priceUsd = this.f64("USD");
  /** Steps of the price so far. */
  steps = this.f64("steps");
  /** Units that were sold to the market since the start, and those that were bought from it, by whomever. */
  readonly soldUnits = this.exact("units");
  readonly boughtUnits = this.exact("units");
  /** Dollars that the market paid for the former, and took for the latter. */
  paidUsd = this.f64("USD");
  takenUsd = this.f64("USD");
  /** What a pool holds; 0 of both where there is none. */
  readonly poolUnits = this.exact("units");
  readonly poolMicroUsd = this.exact("millionths of a dollar");
  /** Fees for storage of which users have bought their part of the tokens. */
  readonly feesSeenUnits = this.exact("units");

  /** `depthUsd`: dollars in the pool, beside as much in tokens; 0: there is no pool. */
  constructor(startUsd: number, depthUsd = 0) {
    super();
    this.addRow();
    this.priceUsd[0] = startUsd;
    if (depthUsd === 0) return;
    this.poolMicroUsd.set(0, BigInt(Math.round(depthUsd * microUsd)));
    this.poolUnits.set(0, BigInt(Math.max(1, Math.round((depthUsd / startUsd) * Number(unitsPerQuil)))));
    this.setPoolPrice();
  }

  /** The price is what the pool would give for a little. */
  setPoolPrice(): void {
    const perUnit = Number(this.poolMicroUsd.get(0)) / Number(this.poolUnits.get(0));
    this.priceUsd[0] = (perUnit * Number(unitsPerQuil)) / microUsd;
  }
}
