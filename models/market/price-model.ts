/** What a price model is: how the price of a token, in dollars, moves from one step of the market to the next. */
import { erased, type AnyPlugin, type Parameters, type Plugin } from "../../sim/units/plugins.js";
import type { Source } from "../../sim/random/source.js";

/** One step of the market. */
export interface PriceStep {
  /** From 1: the step ends so many steps after the start of the run. */
  readonly index: number;
  /** Its length, years of 365 days. */
  readonly years: number;
  /** Random numbers of this step, the same in every scenario of the same seed and replication. */
  readonly draws: Source;
}

export interface PriceModel {
  /** The price after a step, dollars a token, from that before it; null: the price moves by no step. */
  readonly next: ((priceUsd: number, step: PriceStep) => number) | null;
}

/** What a model is made from beside its parameters. */
export interface PriceContext {
  /** Price at the start, dollars a token. */
  readonly startUsd: number;
}

export type PricePlugin = AnyPlugin<PriceModel, PriceContext>;

/** Writes a price model down, inferring the types of its parameters from their schemas. */
export const definePriceModel = <Shape extends Parameters>(
  plugin: Plugin<PriceModel, PriceContext, Shape>,
): PricePlugin => erased(plugin);
