import { z } from "zod";
import { pomwBasis } from "../protocol/emission/pomw-basis.js";
import { switchTable } from "../protocol/ground/rule-sets.js";
import { defineCurve } from "./curve.js";

/** The protocol's own curve: `emission.pomwBasis`, protocol.md 3.1 (node). */
export const meaningfulWork = defineCurve({
  id: "meaningful work",
  about: "proof of meaningful work: falls with the 2^n-th root of the world, n the generation of the difficulty",
  parameters: {
    arithmetic: z
      .enum(switchTable.issuanceArithmetic.values)
      .optional()
      .describe("number format of the node's code; the rule set's issuanceArithmetic unless given"),
  },
  create: ({ arithmetic }, { rules }) => ({
    unitsPerFrame: (state) => pomwBasis(state, arithmetic ?? rules.issuanceArithmetic),
    dependsOnFrame: false,
    monotoneIn: "world",
  }),
});
