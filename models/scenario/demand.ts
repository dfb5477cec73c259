/** What a scenario says of how users answer to what storing costs in dollars. */
import { z } from "zod";
import { dollars } from "../../sim/units/schema.js";

export const demandSchema = z.strictObject({
  fee: dollars()
    .refine((usd) => usd > 0, "nobody stores for nothing by the rules; write a fee such as 0.001 USD")
    .describe("fee of a transaction in dollars, at and below which users send all of `fees.transactions`; assumption"),
  elasticity: z
    .number()
    .min(0)
    .max(10)
    .default(1)
    .describe(
      "by how many percent they send fewer where that fee is one percent more, on shards that charge it; assumption",
    ),
});
