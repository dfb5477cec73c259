/** What a way to sell is: how many of its tokens an operator sells when it looks at its books. */
import { type AnyPlugin, erased, type Parameters, type Plugin } from "../../../sim/units/plugins.js";

/** What an operator sees when it decides what to sell. */
export interface HoldingsView {
  /** Units of the token that it holds. */
  readonly heldUnits: bigint;
  /** Dollars a token (not a unit). */
  readonly priceUsd: number;
  /** Dollars that it has; below zero: that it owes. */
  readonly cashUsd: number;
}

export interface Sale {
  /** Units to sell now; more than it holds is all of it, and what is below zero nothing. */
  readonly units: (view: HoldingsView) => bigint;
}

export type SalePlugin = AnyPlugin<Sale, null>;

/** Writes a way to sell down, inferring the types of its parameters from their schemas. */
export const defineSale = <Shape extends Parameters>(plugin: Plugin<Sale, null, Shape>): SalePlugin => erased(plugin);
