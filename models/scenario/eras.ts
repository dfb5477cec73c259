/** What scenarios of the eras before 2.1 assume beyond their rules. */
import { z } from "zod";
import { duration } from "../../sim/units/schema.js";

export const duskSchema = z
  .strictObject({
    squaringsPerMs: z
      .number()
      .min(0.001)
      .max(1_000_000)
      .default(16)
      .describe("sequential squarings a millisecond of the median node; assumption: 160,000 in ten seconds"),
    spread: z.number().min(0).max(3).default(0.25).describe("log-normal σ of the nodes' speeds; assumption"),
    firstIncrement: z
      .int()
      .min(0)
      .max(10_000_000)
      .default(0)
      .describe("number of the next increment of a node that appears"),
  })
  .describe("how fast nodes prove increments (rules dusk)");

export const dawnSchema = z
  .strictObject({
    round: duration().prefault("10 min").describe("time from one ceremony round to the next; assumption"),
    participants: z
      .int()
      .min(1)
      .max(32)
      .default(16)
      .describe("most participants of a round; of more nodes online they are drawn by lot; assumption"),
  })
  .describe("the ceremony rounds (rules dawn)");

export const ceremonySchema = z
  .strictObject({
    contribution: duration()
      .refine((us) => us > 0, "a contribution takes time; write a span such as 20 s")
      .prefault("20 s")
      .describe(
        "time that the coordinator takes for one contribution, one after the other; assumption: over 200,000 in 1.5 to 2 months are 19 to 26 s each",
      ),
  })
  .describe("the coordinator of the ceremony of 2023 (rules ceremony)");
