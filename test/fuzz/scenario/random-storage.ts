/** Where data grow; with draws of its own, as it came to scenarios last. */
import { type Choices, written } from "./choices.js";
import type { Fields } from "./random-operators.js";

/** The data of a scenario, which sometimes grow on some shards more than on others. */
export function randomGrowthSkew(choices: Choices, shards: Fields): Fields {
  const growthSkew = choices.maybe(0.2, () => choices.oneOf(["none", "zipf 1", "zipf 0.4", "zipf 3", "zipf 0"]));
  const growth = choices.maybe(growthSkew === undefined ? 0 : 0.7, () => choices.oneOf(["40 %/month", "900 %/month"]));
  return written({ ...shards, growthSkew, ...(growth !== undefined && { growth }) });
}
