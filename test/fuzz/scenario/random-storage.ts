/** Where data grow, and what users store and delete; with draws of its own, as it came to scenarios last. */
import { type Choices, written } from "./choices.js";
import type { Fields } from "./random-operators.js";

/** The data of a scenario, which sometimes grow on some shards more than on others. */
export function randomGrowthSkew(choices: Choices, shards: Fields): Fields {
  const growthSkew = choices.maybe(0.2, () => choices.oneOf(["none", "zipf 1", "zipf 0.4", "zipf 3", "zipf 0"]));
  const growth = choices.maybe(growthSkew === undefined ? 0 : 0.7, () => choices.oneOf(["40 %/month", "900 %/month"]));
  return written({ ...shards, growthSkew, ...(growth !== undefined && { growth }) });
}

/** Parts of all transactions that are all of them together. */
const divisions = [["100 %"], ["30 %", "70 %"], ["1 %", "0 %", "99 %"]];

/** The fees of a scenario, sometimes by classes; some of them are deleted where no new grid comes, which is refused with such files. */
export function randomClasses(choices: Choices, { fees, market, timeline }: Fields): Fields {
  if (fees === undefined || choices.chance(0.6)) return {};
  const isReset = JSON.stringify(timeline ?? null).includes('"reset"');
  const { bytes, ...rest } = fees as Fields;
  const classes = choices.oneOf(divisions).map((share, k) =>
    written({
      class: `kind ${k + 1}`,
      share,
      bytes: k === 0 ? bytes : choices.oneOf(["0 B", "200 B", "2 MB"]),
      most: choices.maybe(0.3, () => choices.oneOf(["6000 units", "0.01 QUIL"])),
      demand: choices.maybe(market === undefined ? 0 : 0.5, () =>
        written({ fee: choices.oneOf(["0.00001 USD", "1 USD"]), elasticity: choices.maybe(0.7, () => 0.5) }),
      ),
      keeps: choices.maybe(0.8, () =>
        isReset || choices.chance(0.2)
          ? "for ever"
          : choices.oneOf(["half-life 10 min", "half-life 3 h", "half-life 1 us", "half-life 1 y"]),
      ),
    }),
  );
  const canDelete = classes.some(({ keeps = "for ever" }) => keeps !== "for ever");
  const deleted = choices.maybe(canDelete ? 0.5 : 0, () => choices.oneOf(["freed", "counted"]));
  return { fees: written({ ...rest, classes, deleted }) };
}
