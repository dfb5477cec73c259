/** The market of a scenario: what a token is worth in dollars, and how that moves. */
import { answerOf, madeOrNone } from "../../sim/units/plugin-answer.js";
import { z } from "zod";
import { dollars, duration } from "../../sim/units/schema.js";
import type { PriceModel } from "../market/price-model.js";
import { priceModels } from "../market/price-models.js";
import { demandSchema } from "./demand.js";
import type { Scenario } from "./schema.js";
import { startMs } from "./timeline/start-date.js";

/** A step of a minute for decades would be millions of events that nobody looks at. */
const minStepUs = 60_000_000;

const priceSchema = z
  .strictObject({
    start: dollars()
      .refine((usd) => usd >= 1e-9, "a token that is worth nothing has no market; write a price such as 0.05 USD")
      .optional()
      .describe("price of a token when the run starts; left out where the model knows it, as csv does"),
    step: duration()
      .refine((us) => us >= minStepUs, "write a step of 1 min or longer")
      .prefault("1 d")
      .describe("time from one move of the price to the next; between them only trades with a pool move it"),
    path: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(0)
      .describe(
        "which of the paths that the model can draw: another number draws another price, while everything else of the run is drawn as before",
      ),
    model: priceModels
      .wordOrChoice()
      .prefault("constant")
      .describe("how the price moves, with its parameters beside `kind`"),
  })
  .superRefine(({ start, step, model }, context) => {
    // What cannot be made is refused with the whole scenario.
    const made = madeOrNone(() =>
      priceModels.problems(model).length > 0
        ? undefined
        : priceModels.create(model, { startUsd: start ?? Number.NaN, startMs: null, stepUs: step }),
    );
    if (made === undefined) return;
    const isKnown = made.startsAtUsd !== undefined;
    if (isKnown === (start === undefined)) return;
    const message = isKnown
      ? `the price at the start is that of ${model.kind}; leave it out`
      : "is missing; write a price such as 0.05 USD";
    context.addIssue({ code: "custom", message, path: ["start"], input: start });
  })
  .describe("the price of a token");

export const marketSchema = z
  .strictObject({
    price: priceSchema,
    demand: demandSchema
      .optional()
      .describe(
        "how users answer to what storing costs in dollars; without it they send the same whatever it costs, up to `fees.most`",
      ),
  })
  .describe("what a token is worth; without it nothing is counted in dollars");

/** How the price of a scenario's market moves; undefined without a market. */
export function priceModelOf(scenario: Scenario): PriceModel | undefined {
  if (scenario.market === undefined) return undefined;
  const { start = Number.NaN, step, model } = scenario.market.price;
  return checked(model.kind, priceModels.create(model, { startUsd: start, startMs: startMs(scenario), stepUs: step }));
}

const isPrice = (price: unknown): boolean => typeof price === "number" && !Number.isNaN(price);

/** A price beyond what a price can be is taken as the bound; what is no number is refused by the name of its model. */
function checked(id: string, made: PriceModel): PriceModel {
  const { next } = made;
  if (next === undefined) return made;
  const asked = { plugin: `price model "${id}"`, member: "next", isRight: isPrice, allowed: "numbers" };
  return { ...made, next: (priceUsd, step) => answerOf(() => next(priceUsd, step), asked) };
}

/** The price of a token when the run starts, dollars. */
export const startingPrice = (scenario: Scenario, model: PriceModel): number =>
  model.startsAtUsd ?? scenario.market?.price.start ?? Number.NaN;
