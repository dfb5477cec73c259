/** Strategies of a class: one, or several by share, which its operators may learn from each other. */
import { z } from "zod";
import { partAt } from "../../sim/random/distributions/part-at.js";
import { duration, share } from "../../sim/units/schema.js";
import type { Choice } from "../../sim/units/plugins.js";
import { strategies } from "../strategies/strategies.js";
import type { OperatorClass } from "./schema.js";

const shareOf = () =>
  share().describe("share of the class's operators that follow it at first; shares add up to 100 %");

/** One of several strategies, with the part of the class that follows it at first. */
export type MixedStrategy = Choice & { readonly share: number };

const mixSchema = z
  .array(strategies.choice({ share: shareOf() }))
  .min(2)
  .max(12)
  .superRefine((mix, context) => {
    const sum = mix.reduce((total, { share: part }) => total + part, 0);
    if (Math.abs(sum - 1) > 1e-9)
      context.addIssue({
        code: "custom",
        message: sumText(sum),
        path: [mix.length - 1, "share"],
        input: mix.at(-1)?.share,
      });
  });

/** Rounded, so that a sum such as 0.1 + 0.2 reads as people write it. */
const sumText = (sum: number): string =>
  `shares add up to ${Math.round(sum * 1e6) / 1e4} %; write shares that add up to 100 %`;

export const strategySchema = z
  .union([z.literal("default"), strategies.wordOrChoice(), mixSchema])
  .prefault("default")
  .describe(
    "which shards its nodes go for: a strategy, or a map with its `kind` and parameters; or a list of such maps with a `share` each, of which every operator " +
      "draws one; default: as the rule set says",
  );

export const learnsSchema = z
  .strictObject({
    every: duration()
      .prefault("1 d")
      .refine((us) => us >= leastLookUs, "looks cannot follow each other so fast; write 1 min or more")
      .describe("time between two looks of an operator; when the first one is, is drawn"),
    delay: duration().prefault("0 s").describe("time from a look to what comes of it: the figures are so old by then"),
    rate: share()
      .prefault("10 %")
      .describe("probability that an operator takes over a strategy that earned another one more a worker"),
  })
  .optional()
  .describe(
    "whether operators learn: at each look one compares what a worker of its own earned since the last with what one of another operator of the class did, drawn at " +
      "random, and takes over the better strategy at a rate (pairwise comparison; assumption); for classes with several strategies",
  );

const leastLookUs = 60_000_000;

/** The strategies of a class that writes a list; undefined for one that follows a single one. */
export const mixOf = ({ strategy }: Pick<OperatorClass, "strategy">): readonly MixedStrategy[] | undefined =>
  Array.isArray(strategy) ? strategy : undefined;

/** Whether operators of any class follow strategies of their own. */
export const mixesStrategies = ({
  operators,
}: {
  readonly operators: readonly Pick<OperatorClass, "strategy">[];
}): boolean => operators.some((entry) => mixOf(entry) !== undefined);

/** The strategy that a draw from [0, 1) gives an operator: shares stand one after the other. */
export const strategyDrawn = (mix: readonly MixedStrategy[], draw: number): number =>
  partAt(
    draw,
    mix.map(({ share: part }) => part),
  );

/** What each is called: its word, and a number where two are called alike. */
export const namesOf = (mix: readonly MixedStrategy[]): readonly string[] =>
  mix.map(({ kind }, k) => {
    const before = mix.slice(0, k).filter((one) => one.kind === kind).length;
    return before === 0 ? kind : `${kind} ${before + 1}`;
  });
