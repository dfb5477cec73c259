/** The strategies that the classes of a scenario follow, made once each. */
import type { Choice } from "../../sim/units/plugins.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import { checkedStrategy } from "../strategies/checked.js";
import type { Strategy } from "../strategies/strategy.js";
import { strategies, strategyOfRules } from "../strategies/strategies.js";
import { attackersOf } from "./attackers.js";
import { mixOf } from "./mixed-strategies.js";
import type { OperatorClass, Scenario } from "./schema.js";
import { copyOfSwitches } from "./switches.js";

/**
 * A strategy that one class or more follow with the same parameters. A class, so that the engine knows where its fields lie, which each look
 * of a node reads: objects that are put together from others, as strategies are, differ in that from run to run.
 */
export class FollowedStrategy {
  readonly worth: Strategy["worth"];
  readonly pickJoins: Strategy["pickJoins"];
  readonly confirms: Strategy["confirms"] | undefined;
  readonly looksAgain: true | undefined;
  readonly patienceUs: number | undefined;

  constructor(
    { worth, pickJoins, confirms, looksAgain, patienceUs }: Strategy | FollowedStrategy,
    /** From 0, in the order in which the classes name them. */
    readonly index: number,
    /** The rule set, with the strategy's own threshold where it has one. */
    readonly rules: RuleSwitches,
  ) {
    this.worth = worth;
    this.pickJoins = pickJoins;
    this.confirms = confirms;
    this.looksAgain = looksAgain;
    this.patienceUs = patienceUs;
  }
}

export interface FollowedStrategies {
  readonly all: readonly FollowedStrategy[];
  /** Those of each class: one, or those of its list. */
  readonly ofClass: readonly (readonly FollowedStrategy[])[];
}

/** What attackers do who choose shards for themselves: they stay where they are, and rescue nobody. */
const staying: Strategy = { worth: () => 1, pickJoins: () => [], keepPercent: 0 };

type Following = Pick<Scenario, "operators"> | { readonly operators: readonly Pick<OperatorClass, "strategy">[] };

/** Indices of classes whose nodes an attacker with a budget sends after shards. */
const hunting = (scenario: Following): readonly number[] =>
  "attackers" in scenario
    ? attackersOf(scenario as Scenario)
        .filter(({ budget, misconduct }) => budget !== undefined && misconduct.invests?.hunt !== undefined)
        .map(({ classIndex }) => classIndex)
    : [];

/** The strategies that a class writes, with their parameters. */
function strategiesChosen({ strategy }: Pick<OperatorClass, "strategy">, rules: RuleSwitches): readonly Choice[] {
  const mix = mixOf({ strategy });
  if (mix !== undefined) return mix.map(({ share: _share, ...chosen }) => chosen as Choice);
  return [typeof strategy === "string" ? strategyOfRules(rules) : (strategy as Choice)];
}

export function followedStrategies(
  scenario: Following,
  rules: RuleSwitches,
  /** Index of the first: after those that others follow still. */
  firstIndex = 0,
): FollowedStrategies {
  const all: FollowedStrategy[] = [];
  // Reached by key only, so the order of a Map never matters.
  const known = new Map<string, FollowedStrategy>();
  const hunters = hunting(scenario);
  const made = (chosen: Choice, isHunter: boolean): FollowedStrategy => {
    const key = isHunter
      ? "staying"
      : JSON.stringify(chosen, (_name, value) => (typeof value === "bigint" ? `${value} units` : value));
    const found = known.get(key);
    if (found !== undefined) return found;
    const strategy = isHunter ? staying : checkedStrategy(chosen.kind, strategies.create(chosen, { rules }));
    const { keepPercent = rules.keepThresholdPercent } = strategy;
    const own = copyOfSwitches(rules, {
      keepThresholdPercent: keepPercent,
      ...(isHunter && ({ thinShardRescue: "none", thinTargets: "none" } as const)),
    });
    const one = new FollowedStrategy(strategy, firstIndex + all.length, own);
    known.set(key, one);
    all.push(one);
    return one;
  };
  const ofClass = scenario.operators.map((operator, classIndex) =>
    strategiesChosen(operator, rules).map((chosen) => made(chosen, hunters.includes(classIndex))),
  );
  return { all, ofClass };
}
