/** Trades on the market of the token. Whose units they are, and what is left of them, is the caller's to book. */
import type { PoolModel } from "../../market/price-model.js";
import { amountIn, amountOut } from "../../market/pool-trade.js";
import { unitsPerQuil } from "../../protocol/ground/token.js";
import { microUsd, type TokenMarket } from "../../state/market.js";
import type { World } from "../../state/world.js";
import type { Logged } from "../../state/log/log-of.js";
import type { Priced } from "../network.js";

export type TradingServices = Pick<Logged, "world"> & Priced;

/** Dollars a token at this moment. Throws in a network without a market. */
export const priceUsd = (world: Pick<World, "tokenMarket">): number => marketOf(world).priceUsd[0];

/**
 * Sells so many units to the market at this moment, and gives the dollars that they bring: their price, or less where a pool
 * has to take them. Throws without a market.
 */
export function sell({ world, priceModel }: TradingServices, units: bigint): number {
  const market = marketOf(world);
  const pool = priceModel?.pool;
  const usd = pool === undefined ? valueUsd(market.priceUsd[0], units) : bringToPool(market, pool, units);
  market.soldUnits.add(0, units);
  market.paidUsd[0] += usd;
  return usd;
}

/** Buys so many units, and gives the dollars that they cost. A pool sells at most half of what it holds at once (assumption). */
export function buy({ world, priceModel }: TradingServices, units: bigint): { units: bigint; usd: number } {
  const market = marketOf(world);
  const pool = priceModel?.pool;
  if (pool === undefined) return booked(market, units, valueUsd(market.priceUsd[0], units));
  const held = market.poolUnits.get(0);
  const wanted = units > held / 2n ? held / 2n : units;
  const usd = market.poolMicroUsd.get(0);
  const cost = amountIn({ brought: usd, taken: held, feeMillionths: pool.feeMillionths }, wanted);
  setPool(market, held - wanted, usd + cost);
  return booked(market, wanted, Number(cost) / microUsd);
}

/** Buys for so many dollars, and gives the units. */
export function buyFor({ world, priceModel }: TradingServices, usd: number): bigint {
  const market = marketOf(world);
  const pool = priceModel?.pool;
  if (pool === undefined) return booked(market, unitsFor(market.priceUsd[0], usd), usd).units;
  const brought = BigInt(Math.round(usd * microUsd));
  const [held, dollars] = [market.poolUnits.get(0), market.poolMicroUsd.get(0)];
  const units = amountOut({ brought: dollars, taken: held, feeMillionths: pool.feeMillionths }, brought);
  setPool(market, held - units, dollars + brought);
  return booked(market, units, usd).units;
}

/** Units that are worth so many dollars at a price, truncated. */
export const unitsFor = (price: number, usd: number): bigint =>
  BigInt(Math.floor((usd / price) * Number(unitsPerQuil)));

/** What units are worth at a price, dollars. */
const valueUsd = (price: number, units: bigint): number => (Number(units) / Number(unitsPerQuil)) * price;

function bringToPool(market: TokenMarket, { feeMillionths }: PoolModel, units: bigint): number {
  const [held, usd] = [market.poolUnits.get(0), market.poolMicroUsd.get(0)];
  const paid = amountOut({ brought: held, taken: usd, feeMillionths }, units);
  setPool(market, held + units, usd - paid);
  return Number(paid) / microUsd;
}

function setPool(market: TokenMarket, units: bigint, microUsdHeld: bigint): void {
  market.poolUnits.set(0, units);
  market.poolMicroUsd.set(0, microUsdHeld);
  market.setPoolPrice();
}

function booked(market: TokenMarket, units: bigint, usd: number): { units: bigint; usd: number } {
  market.boughtUnits.set(0, market.boughtUnits.get(0) + units);
  market.takenUsd[0] += usd;
  return { units, usd };
}

function marketOf({ tokenMarket }: Pick<World, "tokenMarket">): TokenMarket {
  if (tokenMarket === null) throw new Error("a network without a market has no price");
  return tokenMarket;
}
