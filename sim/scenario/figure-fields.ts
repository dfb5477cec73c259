/** What every scenario can say about the figures of its run. */
import { z } from "zod";
import { duration } from "../units/schema.js";

/** More than anybody reads, and few enough for a sweep of a hundred thousand cells. */
const outputsMax = 1000;

/** `example`: a figure of the model, for whoever writes none. */
export const figureFields = (example: string) => ({
  warmUp: duration()
    .optional()
    .describe(
      "how long the run takes to settle: means over time leave this beginning out; found by MSER for each metric unless given",
    ),
  outputs: z
    .array(
      z
        .string()
        .min(1)
        .max(300)
        .meta({ examples: [example] }),
    )
    .max(outputsMax)
    .optional()
    .describe(
      "figures of the run: metrics, or what they were over time, such as `max(NAME)` (docs/metrics.md lists both). A sweep keeps " +
        "these instead of the last values of all metrics",
    ),
});
