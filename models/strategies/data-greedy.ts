import { bestFirst } from "./best-first.js";
import { defineStrategy, keep, wholePercent } from "./strategy.js";

/** The default of archives: protocol.md section 9 (node). */
export const dataGreedy = defineStrategy({
  id: "data greedy",
  about: "goes for the largest shards",
  parameters: { keep: keep() },
  create: (parameters) => ({
    worth: ({ sizeBytes }) => sizeBytes,
    pickJoins: bestFirst,
    keepPercent: wholePercent(parameters.keep),
  }),
});
