/** The strategies that a class of operators can follow under `strategy:`. A new one is a file here and a line in the list. */
import { Registry, type Choice } from "../../sim/units/plugins.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import { dataGreedy } from "./data-greedy.js";
import { leastReplicated } from "./least-replicated.js";
import { rewardGreedy } from "./reward-greedy.js";
import type { Strategy, StrategyContext } from "./strategy.js";

export const strategies = new Registry<Strategy, StrategyContext>([
  rewardGreedy,
  dataGreedy,
  leastReplicated,
]); // prettier-ignore

/** What the default node of a rule set goes for; before 2.1 it chose nothing, and this is what 2.1's would have done. */
export const strategyOfRules = ({ strategy }: Pick<RuleSwitches, "strategy">): Choice =>
  strategies.defaults({ rewardGreedy, dataGreedy, leastReplicated, none: rewardGreedy }[strategy].id);
