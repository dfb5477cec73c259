import { duration } from "../../sim/units/schema.js";
import { amountAFrame } from "./amount-field.js";
import { defineCurve, timeSinceStart } from "./curve.js";

/**
 * As Bitcoin's subsidy: truncated halves, whatever the data; here to be compared with. The amounts are assumptions. With a pace of
 * 10 min, `first` 5,000,000,000 units (its satoshi) and `every` 210,000 frames it is Bitcoin's to the last satoshi.
 */
export const halving = defineCurve({
  id: "halving",
  about: "so much a frame at first, and half of it after every span of time, whatever the data",
  parameters: {
    first: amountAFrame()
      .prefault("102 QUIL")
      .describe("what a frame issues at first, over all shards; what was expected at the launch of 2.1"),
    every: duration()
      .refine((us) => us > 0, "no time between two halvings; write a span such as 4 y")
      .prefault("4 y")
      .describe("time from one halving to the next, in effect with the next epoch; assumption"),
  },
  create: ({ first, every }, context) => ({
    unitsPerFrame: ({ frame }) => first >> BigInt(Math.floor(timeSinceStart(frame, context) / every)),
    dependsOnFrame: true,
    monotoneIn: "frame",
  }),
});
