/** The strategies that a class of operators can follow under `strategy:`. */
import { type Choice, Registry } from "../../sim/units/plugins.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import * as list from "./list.js";
import type { Strategy, StrategyContext } from "./strategy.js";

export const strategies = new Registry<Strategy, StrategyContext>(list);

/** What the default node of a rule set goes for; before 2.1 it chose nothing, and this is what 2.1's would have done. */
export function strategyOfRules({ strategy }: Pick<RuleSwitches, "strategy">): Choice {
  const { rewardGreedy, dataGreedy, leastReplicated } = list;
  return strategies.defaults({ rewardGreedy, dataGreedy, leastReplicated, none: rewardGreedy }[strategy].id);
}
