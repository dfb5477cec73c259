import { duration } from "../../sim/units/schema.js";
import { amountAFrame } from "./amount-field.js";
import { decayed } from "./binary-decay.js";
import { defineCurve, timeSinceStart } from "./curve.js";

/** Halving without steps: each epoch a little less. */
export const exponentialDecay = defineCurve({
  id: "exponential decay",
  about: "so much a frame at first, and a little less in every epoch: half of it after every half-life",
  parameters: {
    first: amountAFrame().prefault("102 QUIL").describe("what a frame issues at first, over all shards"),
    halfLife: duration()
      .refine((us) => us > 0, "no half-life at all; write a span such as 4 y")
      .prefault("4 y")
      .describe("time in which what a frame issues falls to half; assumption"),
  },
  create: ({ first, halfLife }, context) => ({
    unitsPerFrame: ({ frame }) => decayed(first, BigInt(timeSinceStart(frame, context)), BigInt(halfLife)),
    dependsOnFrame: true,
    monotoneIn: "frame",
  }),
});
