import { z } from "zod";
import { bestFirstShuffled } from "./best-first.js";
import { defineStrategy, keep, wholePercent } from "./strategy.js";

/** Rings that a worth tells apart; what is deeper pays nothing (`proposer.score`). */
const ringsTold = 64;

/** Protocol.md section 9 offers it (assumption): whoever counts rings and not what they pay. */
export const smallestRing = defineStrategy({
  id: "smallest ring",
  about: "goes for the lowest ring that it comes into, whatever that pays; of equal ones for any",
  parameters: {
    deepest: z
      .int()
      .min(0)
      .max(ringsTold - 1)
      .default(ringsTold - 1)
      .describe("last ring that it joins, counted from 0"),
    keep: keep(),
  },
  create: (parameters) => ({
    worth: ({ ring }) => (ring > parameters.deepest ? -1 : ringsTold - ring),
    pickJoins: bestFirstShuffled,
    looksAgain: true,
    keepPercent: wholePercent(parameters.keep),
  }),
});
