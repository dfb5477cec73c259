/** The grammar of `search:`. */
import { z } from "zod";
import { limits } from "../limits.js";
import { boundSchema, countSchema, scaleSchema } from "../sweep/schema.js";

/** The key of a scenario that says what is searched, and for what. */
export const searchKey = "search";

const rangeSchema = z
  .strictObject({
    from: boundSchema.describe("smallest value, with its unit where the field has one"),
    to: boundSchema.describe("largest value"),
    step: boundSchema.optional().describe("only values that are whole steps above `from`"),
    count: countSchema.optional().describe("only so many values, `from` and `to` among them"),
    scale: scaleSchema.describe("log: between 1 and 2 are as many values as between 10 and 20"),
  })
  .describe("a range: from, to, and step or count where not everything between them is meant");

/** Fields by their paths, with what they may be. */
export const rangesSchema = z.record(
  z.string(),
  z.union([z.array(z.any()).min(1).max(limits.sweepPoints), rangeSchema]).describe("values of a field"),
);

export const searchSchema = z
  .strictObject({
    over: rangesSchema
      .optional()
      .describe("fields, each named by its path (operators[0].count), with the values that they may have"),
    maximise: z
      .string()
      .optional()
      .describe("what is to be as large as possible: mean(FIGURE), q90(FIGURE), P(EVENT), or a searched field"),
    minimise: z.string().optional().describe("what is to be as small as possible; the same words"),
    until: z
      .string()
      .optional()
      .describe("what must hold, as under expect: P(EVENT) > 50 %, mean(FIGURE) > 5, q90(FIGURE) > 5"),
    cost: z.string().optional().describe("what the picture has damage against; the same words as maximise"),
  })
  .describe(
    "What `orrery attack` searches: fields and their ranges, and what is to be found in them. Other commands take the scenario as if it were not there.",
  );
