import { exp } from "../../sim/units/portable-math.js";
import { normal } from "../../sim/random/distributions/continuous.js";
import { definePriceModel } from "./price-model.js";
import { trendFields, trendOf, trendProblems, volatilityField } from "./volatility.js";

const standard = { mean: 0, deviation: 1 };

/**
 * dS = μ S dt + σ S dW, exact at every step: after a time t the expected price is S₀ exp(μt), and its logarithm is normal
 * with variance σ²t. Source: Black, Scholes, "The pricing of options and corporate liabilities" (1973).
 */
export const geometricBrownian = definePriceModel({
  id: "geometric brownian motion",
  about: "a random walk of the logarithm: relative moves are independent and normal",
  parameters: {
    ...trendFields,
    volatility: volatilityField()
      .prefault("100 % a year")
      .describe("deviation of the logarithm of the price after a year; assumption, usual for small tokens"),
  },
  problems: trendProblems,
  create: (parameters) => {
    const { volatility } = parameters;
    const drift = trendOf(parameters) - (volatility * volatility) / 2;
    return {
      next: (priceUsd, { years, draws }) =>
        priceUsd * exp(drift * years + volatility * Math.sqrt(years) * normal(draws, standard)),
    };
  },
});
