import { bestFirst } from "./best-first.js";
import { defineStrategy, keep, wholePercent } from "./strategy.js";

/** What the seed calls data greedy: protocol.md section 9 (seed; the order is an assumption). */
export const leastReplicated = defineStrategy({
  id: "least replicated",
  about: "goes for the shards with the fewest active provers, of equal ones for the largest",
  parameters: { keep: keep() },
  create: (parameters, { rules }) => ({
    worth: ({ active }) => Math.max(0, rules.maximumProvers + 1 - active),
    pickJoins: bestFirst,
    keepPercent: wholePercent(parameters.keep),
  }),
});
