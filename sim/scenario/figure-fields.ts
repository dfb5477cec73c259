/** What every scenario can say about the figures of its run. */
import { z } from "zod";
import { duration } from "../units/schema.js";

/** More than anybody reads, and few enough for a sweep of a hundred thousand cells. */
const outputsMax = 1000;

/** More than one file should promise; each takes its part of the error of all. */
const expectationsMax = 100;

const claimField = (example: string) =>
  z
    .string()
    .min(1)
    .max(500)
    .meta({ examples: [`P(${example} > 0) <= 1 % @ 95%`, `mean(${example}) < 5`] });

const expectationField = (example: string) =>
  z.strictObject({
    that: claimField(example).describe(
      "what is expected: a probability, a mean, a quantile, or what is so in every run",
    ),
    id: z
      .string()
      .regex(
        /^[A-Za-z][\w-]{0,79}$/,
        "an id has letters, digits, - and _ and begins with a letter; 80 characters at most",
      )
      .optional()
      .describe("its name in reports; `expectation-1` and so on unless given"),
    because: z.string().max(2000).optional().describe("why it matters, and where its bound comes from"),
    severity: z
      .enum(["error", "warning", "note"])
      .default("error")
      .describe("error: one that fails ends `orrery check` with 99; warning, note: it is told, no more"),
    knownWeakness: z
      .string()
      .min(1)
      .max(2000)
      .optional()
      .describe("why it is known not to hold: failing is then no failure, and holding is told"),
  });

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
      "figures of the run: metrics, or what they were over time, such as `max(NAME)`, or at a moment of it, `NAME at 2033-01-01` (docs/metrics.md lists both). A sweep keeps " +
        "these instead of the last values of all metrics",
    ),
  expect: z
    .array(z.union([claimField(example), expectationField(example)]))
    .max(expectationsMax)
    .optional()
    .describe(
      "what must be so, each with its error: `orrery check` runs replications until it is decided. Changes nothing of a run",
    ),
});
