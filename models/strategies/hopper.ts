import { duration } from "../../sim/units/schema.js";
import { bestFirstShuffled } from "./best-first.js";
import { defineStrategy, keep, wholePercent } from "./strategy.js";

const keepUnlessGiven = 90;

/** Issue of the talk's "reward-seeking forks" (seed); how little better is enough, and the patience, are assumptions. */
export const hopper = defineStrategy({
  id: "hopper",
  about: "moves to whatever pays best now, once what it has has paid too little for as long as its patience",
  parameters: {
    keep: keep(),
    patience: duration()
      .prefault("1 d")
      .describe("how long an allocation must have paid less than `keep` of the best, as often as it looks"),
  },
  create: (parameters) => ({
    worth: ({ rewardUnits }) => rewardUnits,
    pickJoins: bestFirstShuffled,
    keepPercent: wholePercent(parameters.keep) ?? keepUnlessGiven,
    patienceUs: parameters.patience,
  }),
});
