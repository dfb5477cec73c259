import { duration } from "../../sim/units/schema.js";
import { tokenField } from "../protocol/ground/token.js";
import { defineCurve } from "./curve.js";

/** Shares of a frame stay below 2^50 units. */
const limitUnits = 1n << 50n;

/** As Bitcoin's subsidy: truncated halves, whatever the data; here to be compared with. The amounts are assumptions. */
export const halving = defineCurve({
  id: "halving",
  about: "so much a frame at first, and half of it after every span of time, whatever the data",
  parameters: {
    first: tokenField()
      .refine(
        (units) => units < limitUnits,
        "so much a frame is more than amounts can hold; write less than 140737 QUIL",
      )
      .prefault("102 QUIL")
      .describe("what a frame issues at first, over all shards; what was expected at the launch of 2.1"),
    every: duration()
      .refine((us) => us > 0, "no time between two halvings; write a span such as 4 y")
      .prefault("4 y")
      .describe("time from one halving to the next, in effect with the next epoch; assumption"),
  },
  create: ({ first, every }, { firstFrame, paceUs }) => ({
    unitsPerFrame: ({ frame }) => first >> BigInt(Math.floor(((frame - firstFrame) * paceUs) / every)),
    dependsOnFrame: true,
  }),
});
