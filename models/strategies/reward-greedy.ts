import { bestFirstShuffled } from "./best-first.js";
import { defineStrategy, keep, wholePercent } from "./strategy.js";

/** The default node's: protocol.md section 9 (node). */
export const rewardGreedy = defineStrategy({
  id: "reward greedy",
  about: "goes for what pays most in a frame; of equal shards for any",
  parameters: { keep: keep() },
  create: (parameters) => ({
    worth: ({ rewardUnits }) => rewardUnits,
    pickJoins: bestFirstShuffled,
    keepPercent: wholePercent(parameters.keep),
  }),
});
