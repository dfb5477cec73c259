import { duration } from "../../sim/units/schema.js";
import { amountAFrame } from "./amount-field.js";
import { defineCurve, timeSinceStart } from "./curve.js";

/** A straight line between two amounts, and the second one for ever. */
export const linear = defineCurve({
  id: "linear",
  about: "from one amount a frame to another in a straight line, and that for ever",
  parameters: {
    first: amountAFrame().prefault("102 QUIL").describe("what a frame issues at first, over all shards"),
    last: amountAFrame().prefault("0 QUIL").describe("what a frame issues at the end of the line, and from there on"),
    over: duration()
      .refine((us) => us > 0, "no time for a line; write a span such as 8 y")
      .prefault("8 y")
      .describe("how long the line is; assumption"),
  },
  create: ({ first, last, over }, context) => ({
    unitsPerFrame: ({ frame }) => {
      const gone = Math.min(timeSinceStart(frame, context), over);
      return first + ((last - first) * BigInt(gone)) / BigInt(over);
    },
    dependsOnFrame: true,
    monotoneIn: "frame",
  }),
});
