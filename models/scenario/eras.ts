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
