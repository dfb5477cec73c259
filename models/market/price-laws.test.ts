/** Laws of the price models in closed form. All samples are drawn from fixed streams, so a test that passes passes always. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createStreams } from "../../sim/random/stream.js";
import type { PriceModel } from "./price-model.js";
import { priceModels } from "./price-models.js";

const draws = createStreams("price laws", 0).purpose("market price");
const paths = 20_000;
/** Deviations of a mean that a right model exceeds once in a million samples, either way. */
const z6 = 4.9;
const startUsd = 0.05;

function modelOf(kind: string, parameters: { readonly [name: string]: unknown }): PriceModel {
  const plugin = priceModels.plugins.find(({ id }) => id === kind);
  const chosen = { kind, ...z.object(plugin?.parameters).parse(parameters) };
  return priceModels.create(chosen, { startUsd, startMs: null, stepUs: 86_400_000_000 });
}

/** Prices after so many steps of so many years in all. */
function pricesAfter(model: PriceModel, { steps, years }: { steps: number; years: number }): number[] {
  return Array.from({ length: paths }, (_unused, path) => {
    let price = startUsd;
    for (let index = 1; index <= steps; index++)
      price =
        model.next?.(price, { index, years: years / steps, draws: draws.cursor(path, index * 1000) }) ?? Number.NaN;
    return price;
  });
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const varianceOf = (values: readonly number[]): number => {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
};

/** By how many of its own deviations the mean lies elsewhere. */
const meanOff = (values: readonly number[], expected: number): number =>
  Math.abs(meanOf(values) - expected) / Math.sqrt(varianceOf(values) / values.length);

/** The same of the variance of normal values, whose relative deviation is √(2/n). */
const varianceOff = (values: readonly number[], expected: number): number =>
  Math.abs(varianceOf(values) / expected - 1) / Math.sqrt(2 / values.length);

const logsOf = (prices: readonly number[]): number[] => prices.map((price) => Math.log(price / startUsd));

describe("geometric Brownian motion", () => {
  it.each([1, 7])("has the moments of its closed form, in %i steps: 20,000 paths, false alarm 1e-6 each", (steps) => {
    const model = modelOf("geometric brownian motion", { growth: "30 %/y", volatility: "60 % a year" });
    const prices = pricesAfter(model, { steps, years: 2 });
    expect(meanOff(prices, startUsd * Math.exp(0.3 * 2))).toBeLessThan(z6);
    expect(meanOff(logsOf(prices), (0.3 - 0.6 ** 2 / 2) * 2)).toBeLessThan(z6);
    expect(varianceOff(logsOf(prices), 0.6 ** 2 * 2)).toBeLessThan(z6);
  });

  it("says of a day what grows with the square root of time", () => {
    const prices = pricesAfter(modelOf("geometric brownian motion", { volatility: "4 % a day" }), {
      steps: 1,
      years: 1,
    });
    expect(varianceOff(logsOf(prices), 0.04 ** 2 * 365)).toBeLessThan(z6);
  });

  it("stays where nothing moves it, and falls by what is expected of it", () => {
    const still = modelOf("geometric brownian motion", { volatility: "0 % a year" });
    expect(pricesAfter(still, { steps: 3, years: 1 }).every((price) => price === startUsd)).toBe(true);
    const falling = modelOf("geometric brownian motion", { volatility: "0 % a year", decline: "50 %/y" });
    expect(pricesAfter(falling, { steps: 1, years: 1 })[0]).toBeCloseTo(startUsd * Math.exp(-0.5), 12);
  });
});

describe("mean reversion", () => {
  it.each([1, 5])(
    "has the moments of Ornstein and Uhlenbeck's process, in %i steps: false alarm 1e-6 each",
    (steps) => {
      const model = modelOf("mean reversion", { level: "0.2 USD", halfLife: "73 d", volatility: "80 % a year" });
      const logs = logsOf(pricesAfter(model, { steps, years: 0.4 }));
      const perYear = Math.LN2 * 5;
      // Two half-lives: a quarter of the distance is left.
      expect(meanOff(logs, Math.log(4) * 0.75)).toBeLessThan(z6);
      expect(varianceOff(logs, (0.8 ** 2 * (1 - Math.exp(-2 * perYear * 0.4))) / (2 * perYear))).toBeLessThan(z6);
    },
  );

  it("goes back to the starting price unless a level is given", () => {
    const logs = logsOf(pricesAfter(modelOf("mean reversion", {}), { steps: 1, years: 10 }));
    expect(meanOff(logs, 0)).toBeLessThan(z6);
  });
});

describe("jump diffusion", () => {
  const parameters = { growth: "10 %/y", volatility: "40 % a year", jumps: "6/y", factor: 0.8, spread: "15 %" };

  it.each([1, 6])("has the moments of Merton's model, in %i steps: 20,000 paths, false alarm 1e-6 each", (steps) => {
    const prices = pricesAfter(modelOf("jump diffusion", parameters), { steps, years: 1 });
    const jump = 0.8 * Math.exp(0.15 ** 2 / 2) - 1;
    expect(meanOff(prices, startUsd * Math.exp(0.1))).toBeLessThan(z6);
    expect(meanOff(logsOf(prices), 0.1 - 0.4 ** 2 / 2 - 6 * jump + 6 * Math.log(0.8))).toBeLessThan(z6);
    // Kurtosis is above that of the normal law, so the bound of the variance is taken twice as wide.
    const variance = 0.4 ** 2 + 6 * (Math.log(0.8) ** 2 + 0.15 ** 2);
    expect(Math.abs(varianceOf(logsOf(prices)) / variance - 1)).toBeLessThan(2 * z6 * Math.sqrt(2 / paths));
  });

  it("is geometric Brownian motion where nothing jumps, draw by draw", () => {
    const without = modelOf("jump diffusion", { ...parameters, jumps: "0/y" });
    const plain = modelOf("geometric brownian motion", { growth: "10 %/y", volatility: "40 % a year" });
    const step = { steps: 1, years: 0.1 };
    expect(pricesAfter(without, step).slice(0, 100)).toEqual(pricesAfter(plain, step).slice(0, 100));
  });
});
