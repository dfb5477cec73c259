/** The grammar of `sweep:`. Keys that are no word of the grammar are paths into the scenario. */
import { z } from "zod";
import { limits } from "../limits.js";

/** The key of a scenario that holds its sweep. */
export const sweepKey = "sweep";

/** Words of the grammar, which no path can be. */
export const sweepWords = ["zip", "latin", "where", "randomNumbers"] as const;

export const boundSchema = z.union([z.number(), z.string()]);
export const countSchema = z.int().min(2).max(limits.sweepPoints);
export const scaleSchema = z.enum(["linear", "log"]).default("linear");

const rangeSchema = z
  .strictObject({
    from: boundSchema.describe("first value, with its unit where the field has one"),
    to: boundSchema.describe("largest value"),
    step: boundSchema.optional().describe("from one value to the next; values stop at or before `to`"),
    count: countSchema.optional().describe("how many values, `from` and `to` among them"),
    scale: scaleSchema.describe("how `count` values lie between `from` and `to`"),
  })
  .describe("a range: from, to, and step or count");

const valuesSchema = z
  .union([z.array(z.any()).min(1).max(limits.sweepPoints), rangeSchema])
  .describe("values of a field: a list, or a range");

const together = z
  .record(z.string(), valuesSchema)
  .describe("fields that take their first values together, then their second ones, and so on");

const latinSchema = z
  .strictObject({
    points: z.int().min(2).max(limits.sweepPoints).describe("how many points are drawn"),
    over: z
      .record(z.string(), z.strictObject({ from: boundSchema, to: boundSchema, scale: scaleSchema }))
      .describe("fields and their ranges; each is cut into as many equal parts as there are points, one value in each"),
  })
  .describe("a Latin hypercube, drawn from the scenario's seed");

export const sweepSchema = z
  .object({
    zip: z
      .union([together, z.array(together).min(1)])
      .optional()
      .describe("fields that take their k-th values together; a list of maps for more groups"),
    latin: latinSchema.optional(),
    where: z
      .union([z.string(), z.array(z.string()).max(limits.sweepConditions)])
      .optional()
      .describe(
        'what must hold for a point to be kept, such as "operators[0].count >= operators[1].count"; of several all',
      ),
    randomNumbers: z
      .enum(["common", "own"])
      .default("common")
      .describe("common: all points have the scenario's seed and differ by parameters alone; own: a seed a point"),
  })
  .catchall(valuesSchema)
  .describe(
    "Design points: every combination of the values of several fields, each named by its path (operators[0].count). " +
      "`orrery sweep` runs them all; other commands take the scenario as if the sweep were not there.",
  );
