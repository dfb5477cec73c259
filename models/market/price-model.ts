/** What a price model is: how the price of a token, in dollars, moves from one step of the market to the next. */
import { erased, type AnyPlugin, type Parameters, type Plugin } from "../../sim/units/plugins.js";
import type { Source } from "../../sim/random/source.js";

/** Prices that numbers hold with all their digits, and beyond which no token was ever traded; dollars a token. */
export const priceBounds = { min: 1e-12, max: 1e15 } as const;

/** One step of the market. */
export interface PriceStep {
  /** From 1: the step ends so many steps after the start of the run. */
  readonly index: number;
  /** Its length, years of 365 days. */
  readonly years: number;
  /** Random numbers of this step, the same in every scenario of the same seed and replication. */
  readonly draws: Source;
}

/** A pool in which every trade moves the price. */
export interface PoolModel {
  /** Dollars in the pool when the run starts; the tokens beside them are worth as much. */
  readonly depthUsd: number;
  /** Share of what a trader brings that stays in the pool as its fee, millionths. */
  readonly feeMillionths: bigint;
  /** Share of the fees that users pay for storage for which they buy the tokens here first. */
  readonly feesBoughtShare: number;
  /** Dollars that others buy tokens for in a step; below 0: tokens that they sell, by what they are worth. */
  readonly flowUsd: (step: PriceStep) => number;
}

export interface PriceModel {
  /** Price at the start, dollars a token, where the model knows it itself. */
  readonly startsAtUsd?: number;
  /** The price after a step, dollars a token, from that before it; without it no step moves the price. */
  readonly next?: (priceUsd: number, step: PriceStep) => number;
  /** Whoever sells or buys moves the price; without it any amount is sold at the price of the moment. */
  readonly pool?: PoolModel;
  /** The first and last day that the model has a price for, milliseconds since 1970, where that has an end. */
  readonly days?: { readonly firstMs: number; readonly lastMs: number };
}

/** What a model is made from beside its parameters. */
export interface PriceContext {
  /** Price at the start, dollars a token; NaN where the scenario says none. */
  readonly startUsd: number;
  /** Day on which the run starts, milliseconds since 1970; null: the scenario does not say. */
  readonly startMs: number | null;
  /** Time from one step to the next, microseconds. */
  readonly stepUs: number;
}

export type PricePlugin = AnyPlugin<PriceModel, PriceContext>;

/** Writes a price model down, inferring the types of its parameters from their schemas. */
export const definePriceModel = <Shape extends Parameters>(
  plugin: Plugin<PriceModel, PriceContext, Shape>,
): PricePlugin => erased(plugin);
