import { z } from "zod";
import { exp, ln } from "../../sim/units/portable-math.js";
import { perTime, share } from "../../sim/units/schema.js";
import { normal } from "../../sim/random/distributions/continuous.js";
import { poisson } from "../../sim/random/distributions/counts.js";
import { definePriceModel } from "./price-model.js";
import { trendFields, trendOf, trendProblems, volatilityField } from "./volatility.js";

const yearS = 365 * 86_400;
const standard = { mean: 0, deviation: 1 };

/**
 * Geometric Brownian motion with jumps at random times, each of which multiplies the price by a log-normal factor. What jumps are
 * expected to bring is taken off the drift, so that the expected price is S₀ exp(μt) as without them. Source: Merton,
 * "Option pricing when underlying stock returns are discontinuous" (1976).
 */
export const jumpDiffusion = definePriceModel({
  id: "jump diffusion",
  about: "geometric brownian motion, and now and then a jump",
  parameters: {
    ...trendFields,
    volatility: volatilityField()
      .prefault("80 % a year")
      .describe("deviation of the logarithm after a year, jumps aside; assumption"),
    jumps: perTime()
      .refine((perSecond) => perSecond <= 1 / 3600, "more than 24/d are no jumps; write a volatility instead")
      .prefault("4/y")
      .describe("how often the price jumps; assumption"),
    factor: z
      .number()
      .min(0.001)
      .max(1000)
      .default(0.7)
      .describe("median factor of a jump: 0.7 is a fall by 30 %; assumption"),
    spread: share().prefault("20 %").describe("standard deviation of the logarithm of that factor; assumption"),
  },
  problems: trendProblems,
  create: (parameters) => {
    const { volatility, jumps, factor, spread } = parameters;
    const perYear = jumps * yearS;
    const expectedJump = factor * exp((spread * spread) / 2) - 1;
    const drift = trendOf(parameters) - (volatility * volatility) / 2 - perYear * expectedJump;
    const median = ln(factor);
    return {
      next(priceUsd, { years, draws }) {
        // First, as without jumps: both models share that part of the path.
        let log = drift * years + volatility * Math.sqrt(years) * normal(draws, standard);
        const count = poisson(draws, perYear * years);
        // The sum of so many normal logarithms.
        if (count > 0) log += count * median + Math.sqrt(count) * spread * normal(draws, standard);
        return priceUsd * exp(log);
      },
    };
  },
});
