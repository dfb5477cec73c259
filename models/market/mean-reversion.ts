import { expm1, exp, ln } from "../../sim/units/portable-math.js";
import { dollars, duration } from "../../sim/units/schema.js";
import { normal } from "../../sim/random/distributions/continuous.js";
import { definePriceModel } from "./price-model.js";
import { volatilityField } from "./volatility.js";

const yearUs = 365 * 86_400_000_000;
const standard = { mean: 0, deviation: 1 };

/**
 * Ornstein and Uhlenbeck's process in the logarithm x: dx = κ (ln level − x) dt + σ dW, exact at every step. In the long run x is
 * normal around ln level with variance σ² / 2κ. Source: Schwartz, "The stochastic behavior of commodity prices" (1997), model 1.
 */
export const meanReversion = definePriceModel({
  id: "mean reversion",
  about: "the logarithm is drawn back to a level, half of the way in every half-life",
  parameters: {
    level: dollars()
      .refine((usd) => usd > 0, "the logarithm of nothing is no level; write a price such as 0.05 USD")
      .optional()
      .describe("median of the price in the long run; the starting price unless given"),
    halfLife: duration()
      .refine((us) => us > 0, "write a span such as 90 d")
      .prefault("90 d")
      .describe("after which half of a distance from the level is left, on average; assumption"),
    volatility: volatilityField()
      .prefault("100 % a year")
      .describe("deviation that a year would bring without return; assumption"),
  },
  create: ({ level, halfLife, volatility }, { startUsd }) => {
    const mean = ln(level ?? startUsd);
    const perYear = (ln(2) * yearUs) / halfLife;
    return {
      next(priceUsd, { years, draws }) {
        const kept = exp(-perYear * years);
        const variance = (-expm1(-2 * perYear * years) * volatility * volatility) / (2 * perYear);
        return exp(mean + (ln(priceUsd) - mean) * kept + Math.sqrt(variance) * normal(draws, standard));
      },
    };
  },
});
