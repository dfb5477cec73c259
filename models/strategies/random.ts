import { bestFirstShuffled } from "./best-first.js";
import { defineStrategy } from "./strategy.js";

/** What the others are compared with: protocol.md section 9 offers it (assumption). */
export const random = defineStrategy({
  id: "random",
  about: "goes for any shard, and keeps what it has",
  parameters: {},
  create: () => ({ worth: () => 1, pickJoins: bestFirstShuffled, keepPercent: undefined }),
});
