/** The grammar of `tune:`. */
import { z } from "zod";
import { share } from "../../units/schema.js";
import { rangesSchema } from "../search/schema.js";

/** The key of a scenario that says what is tuned, and for what. */
export const tuneKey = "tune";

export const tuneLimits = {
  minBudget: 100,
  maxBudget: 1_000_000,
  rows: [0, 8, 16, 32, 64, 128, 256, 512, 1024],
} as const;

const aims = z.array(z.string()).min(1).max(4).optional();

export const tuneSchema = z
  .strictObject({
    over: rangesSchema
      .optional()
      .describe(
        "parameters, each named by its path (curve.halfLife), with their range or the values that they may have",
      ),
    minimise: aims.describe(
      "what is to be as small as possible, several in a list: mean(FIGURE), q90(FIGURE), P(EVENT), or a parameter",
    ),
    maximise: aims.describe("what is to be as large as possible; the same words. In all there are one to four"),
    constraints: z
      .array(z.string())
      .max(20)
      .default([])
      .describe(
        "what must hold, written as under expect: mean(FIGURE) in [1, 2], q90(FIGURE) < 5, P(EVENT) < 20 %, never EVENT",
      ),
    budget: z
      .int()
      .min(tuneLimits.minBudget)
      .max(tuneLimits.maxBudget)
      .default(2000)
      .describe("replications in all, about; from it follows what is not written below"),
    replications: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe("replications of each point, the same random numbers for all"),
    sensitivity: z
      .strictObject({
        trajectories: z.int().min(0).max(1000).optional().describe("of elementary effects (Morris); 0: none"),
        rows: z
          .literal(tuneLimits.rows)
          .optional()
          .describe("of Saltelli's design, for Sobol indices of the parameters that do something; 0: none"),
      })
      .default({})
      .describe("which parameters matter"),
    population: z
      .int()
      .min(4)
      .max(1000)
      .optional()
      .describe("points of a generation of the search for the front (NSGA-II)"),
    generations: z.int().min(0).max(10_000).optional().describe("generations after the first"),
    paths: z
      .strictObject({
        count: z.int().min(0).max(10_000).optional().describe("futures that points of the front are run on; 0: none"),
        over: z
          .string()
          .optional()
          .describe(
            "path of the field whose number names a future (market.price.path): all else stays as it was drawn; without it everything is drawn anew",
          ),
        points: z.int().min(1).max(100).optional().describe("points of the front that are run, those that lie apart"),
      })
      .default({})
      .describe("how robust points of the front are"),
    assumed: z
      .strictObject({
        by: share()
          .refine((part) => part > 0 && part < 1, "write more than 0 % and less than 100 %")
          .prefault("20 %")
          .describe("by how much each figure that is assumed is made smaller and larger"),
        inputs: z.int().min(0).max(1000).optional().describe("how many of them at most; 0: none"),
      })
      .prefault({})
      .describe("on which of the figures that nobody has measured the answer hangs"),
  })
  .describe(
    "What `orrery tune` looks for: parameters with ranges, objectives and constraints. Other commands take the scenario as if it were not there.",
  );
