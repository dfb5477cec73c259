/** What the market of the token comes to: metrics of scenarios that have one. */
import type { Network } from "../../changes/network.js";
import type { TokenMarket } from "../../state/market.js";
import { inQuil } from "./in-quil.js";
import type { Metric } from "./metric.js";

type Read = (market: TokenMarket) => number | bigint;

const ofMarket =
  (read: Read) =>
  ({ world: { tokenMarket } }: Network): number | bigint => {
    if (tokenMarket === null) throw new Error("a network without a market has no price");
    return read(tokenMarket);
  };

const amount = (name: string, unit: string, about: string, read: Read): Metric => ({
  name: `market.${name}`,
  unit,
  about,
  kind: "amount",
  read: ofMarket(read),
});

const total = (name: string, unit: string, about: string, read: Read): Metric => ({
  ...amount(name, unit, about, read),
  isTotal: true,
});

/** Of scenarios with a market, after those of their era. */
export const marketMetrics: readonly Metric[] = [
  amount("price_usd", "USD", "price of a token", ({ priceUsd }) => priceUsd[0]),
  total("soldUnits", "units", "units sold to the market since the start", ({ soldUnits }) => soldUnits.get(0)),
  total("sold_quil", "QUIL", "the same, for people", ({ soldUnits }) => inQuil(soldUnits.get(0))),
  total("boughtUnits", "units", "units bought from the market since the start", ({ boughtUnits }) =>
    boughtUnits.get(0),
  ),
  total("bought_quil", "QUIL", "the same, for people", ({ boughtUnits }) => inQuil(boughtUnits.get(0))),
];
