/** How a rule differs between rule sets, found by asking it its own example. */
import type { AnyRule, Json } from "../protocol/ground/rule.js";
import {
  type RuleSetName,
  type RuleSwitches,
  type SwitchName,
  defaultRuleSet,
  ruleSetNames,
  ruleSets,
} from "../protocol/ground/rule-sets.js";
import { switchNames } from "../protocol/ground/switches.js";
import { answerOf } from "./answer.js";
import { Refusal } from "./rules-asked.js";

/** What the example gives under a rule set, an answer or the words of a refusal. */
export interface Variant {
  readonly ruleSet: RuleSetName;
  readonly answer: { readonly out: Json } | { readonly error: string };
}

export interface Variants {
  /** Switches that the rule looks at when it answers its example, in the order of their table. */
  readonly switches: readonly SwitchName[];
  /** Rule sets under which the example gives something else than under its own. */
  readonly different: readonly Variant[];
}

/** Asks the example under every rule set and notes which switches are looked at. */
export function variantsOf(rule: AnyRule): Variants {
  const seen = new Set<SwitchName>();
  const ask = (ruleSet: RuleSetName): Variant => ({ ruleSet, answer: answerTo(rule, noting(ruleSets[ruleSet], seen)) });
  const own = JSON.stringify(ask((rule.example.ruleSet ?? defaultRuleSet) as RuleSetName).answer);
  const different = ruleSetNames.map(ask).filter(({ answer }) => JSON.stringify(answer) !== own);
  return { switches: switchNames.filter((name) => seen.has(name)), different };
}

function answerTo(rule: AnyRule, switches: RuleSwitches): Variant["answer"] {
  try {
    return { out: answerOf(rule, rule.example.in, switches) };
  } catch (error) {
    if (error instanceof Refusal) return { error: error.message };
    throw error;
  }
}

function noting(switches: RuleSwitches, seen: Set<SwitchName>): RuleSwitches {
  return new Proxy(switches, {
    get(target, name) {
      if (Object.hasOwn(target, name)) seen.add(name as SwitchName);
      return Reflect.get(target, name) as unknown;
    },
  });
}
