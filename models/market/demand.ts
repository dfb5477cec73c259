/** How many of the transactions that users would send at a usual fee they send at another. */
import { pow } from "../../sim/units/portable-math.js";

export interface Demand {
  /** Fee of a transaction, dollars, at and below which all are sent; above 0. */
  readonly feeUsd: number;
  /** By how many percent demand falls where the fee is one percent more, 0 or more. */
  readonly elasticity: number;
}

/**
 * Share of the transactions that are sent at a fee, dollars: all of them up to the usual one, and (fee / usual)^−elasticity beyond it. Assumption:
 * constant elasticity, and nobody sends more because it is cheap; nobody publishes either.
 */
export const demandShare = ({ feeUsd, elasticity }: Demand, chargedUsd: number): number =>
  chargedUsd <= feeUsd ? 1 : pow(chargedUsd / feeUsd, -elasticity);
