/** The market of a scenario: what a token is worth in dollars, and how that moves. */
import { z } from "zod";
import { dollars, duration } from "../../sim/units/schema.js";
import type { PriceModel } from "../market/price-model.js";
import { priceModels } from "../market/price-models.js";

/** A step of a minute for decades would be millions of events that nobody looks at. */
const minStepUs = 60_000_000;

const priceSchema = z
  .strictObject({
    start: dollars()
      .refine((usd) => usd > 0, "a token that is worth nothing has no market; write a price such as 0.05 USD")
      .describe("price of a token when the run starts"),
    step: duration()
      .refine((us) => us >= minStepUs, "write a step of 1 min or longer")
      .prefault("1 d")
      .describe("time from one move of the price to the next; it stays between them"),
    model: priceModels
      .wordOrChoice()
      .prefault("constant")
      .describe("how the price moves, with its parameters beside `kind`"),
  })
  .describe("the price of a token");

export const marketSchema = z
  .strictObject({ price: priceSchema })
  .describe("what a token is worth; without it nothing is counted in dollars");

export type Market = z.output<typeof marketSchema>;

/** How the price of a scenario's market moves. */
export const priceModelOf = ({ price: { start, model } }: Market): PriceModel =>
  priceModels.create(model, { startUsd: start });
