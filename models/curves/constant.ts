import { amountAFrame } from "./amount-field.js";
import { defineCurve } from "./curve.js";

/** The flat curve: the same for ever, so that inflation falls as the supply grows. */
export const constant = defineCurve({
  id: "constant",
  about: "the same in every frame, for ever, whatever the data",
  parameters: {
    amount: amountAFrame()
      .prefault("102 QUIL")
      .describe("what a frame issues, over all shards; what was expected at the launch of 2.1"),
  },
  create: ({ amount }) => ({ unitsPerFrame: () => amount, dependsOnFrame: false, monotoneIn: "frame" }),
});
