/** Trades on the market of the token. Whose units they are, and what is left of them, is the caller's to book. */
import { unitsPerQuil } from "../../protocol/ground/token.js";
import type { TokenMarket } from "../../state/market.js";
import type { World } from "../../state/world.js";
import type { Logged } from "../../state/log/log-of.js";

/** Dollars a token at this moment. Throws in a network without a market. */
export const priceUsd = (world: Pick<World, "tokenMarket">): number => marketOf(world).priceUsd[0];

/** Sells so many units to the market at this moment, and gives the dollars that they bring. Throws without a market. */
export function sell({ world }: Pick<Logged, "world">, units: bigint): number {
  const market = marketOf(world);
  const usd = valueUsd(market.priceUsd[0], units);
  market.soldUnits.set(0, market.soldUnits.get(0) + units);
  market.paidUsd[0] += usd;
  return usd;
}

/** What units are worth at a price, dollars. */
const valueUsd = (price: number, units: bigint): number => (Number(units) / Number(unitsPerQuil)) * price;

function marketOf({ tokenMarket }: Pick<World, "tokenMarket">): TokenMarket {
  if (tokenMarket === null) throw new Error("a network without a market has no price");
  return tokenMarket;
}
