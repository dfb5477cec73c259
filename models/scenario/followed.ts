/** The strategies that the classes of a scenario follow, made once each. */
import type { Choice } from "../../sim/units/plugins.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { Strategy } from "../strategies/strategy.js";
import { strategies, strategyOfRules } from "../strategies/strategies.js";
import type { OperatorClass } from "./schema.js";

/** A strategy that one class or more follow with the same parameters. */
export interface FollowedStrategy extends Strategy {
  /** From 0, in the order in which the classes name them. */
  readonly index: number;
  /** The rule set, with the strategy's own threshold where it has one. */
  readonly rules: RuleSwitches;
}

export interface FollowedStrategies {
  readonly all: readonly FollowedStrategy[];
  readonly ofClass: readonly FollowedStrategy[];
}

/** The strategy that a class writes, with its parameters. */
const strategyChosen = ({ strategy }: Pick<OperatorClass, "strategy">, rules: RuleSwitches): Choice =>
  typeof strategy === "string" ? strategyOfRules(rules) : strategy;

export function followedStrategies(
  { operators }: { readonly operators: readonly Pick<OperatorClass, "strategy">[] },
  rules: RuleSwitches,
  /** Index of the first: after those that others follow still. */
  firstIndex = 0,
): FollowedStrategies {
  const all: FollowedStrategy[] = [];
  // Reached by key only, so the order of a Map never matters.
  const known = new Map<string, FollowedStrategy>();
  const ofClass = operators.map((operator) => {
    const chosen = strategyChosen(operator, rules);
    const key = JSON.stringify(chosen, (_name, value) => (typeof value === "bigint" ? `${value} units` : value));
    const found = known.get(key);
    if (found !== undefined) return found;
    const strategy = strategies.create(chosen, { rules });
    const { keepPercent = rules.keepThresholdPercent } = strategy;
    const made = {
      ...strategy,
      index: firstIndex + all.length,
      rules: { ...rules, keepThresholdPercent: keepPercent },
    };
    known.set(key, made);
    all.push(made);
    return made;
  });
  return { all, ofClass };
}
