import { dollarRate, dollars, share } from "../../sim/units/schema.js";
import { normal } from "../../sim/random/distributions/continuous.js";
import { definePriceModel } from "./price-model.js";

const hoursAYear = 365 * 24;

/**
 * A pool of tokens and dollars whose product stays what it was: whoever sells rewards lowers the price, whoever buys tokens raises
 * it. Source: Adams, Zinsmeister, Robinson, "Uniswap v2 core" (2020).
 */
export const pool = definePriceModel({
  id: "pool",
  about: "a constant-product pool: rewards that are sold lower the price, fees and speculation raise it",
  parameters: {
    depth: dollars()
      .refine((usd) => usd >= 1, "nobody could trade in so small a pool; write at least 1 USD")
      .prefault("200000 USD")
      .describe("dollars in the pool at the start, beside tokens of the same worth; assumption"),
    swapFee: share()
      .refine((fee) => fee <= 0.5, "a pool that keeps more than half is none; write 50 % or less")
      .prefault("0.3 %")
      .describe("share of what a trader brings that stays in the pool"),
    buys: dollarRate().prefault("0 USD/d").describe("what speculators buy tokens for; assumption"),
    sells: dollarRate().prefault("0 USD/d").describe("worth of tokens that speculators sell; assumption"),
    noise: dollars()
      .prefault("0 USD")
      .describe(
        "standard deviation of what speculators buy for in a day beyond that, normal, independent from step to step; assumption",
      ),
    feesBought: share()
      .prefault("100 %")
      .describe("share of the fees paid for storage for which users buy the tokens in the pool first; assumption"),
  },
  create: ({ depth, swapFee, buys, sells, noise, feesBought }) => ({
    pool: {
      depthUsd: depth,
      feeMillionths: BigInt(Math.round(swapFee * 1e6)),
      feesBoughtShare: feesBought,
      flowUsd: ({ years, draws }) =>
        (buys - sells) * years * hoursAYear + normal(draws, { mean: 0, deviation: noise * Math.sqrt(years * 365) }),
    },
  }),
});
