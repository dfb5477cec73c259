/** Which rule, under which switches: names as they were written become what they mean, or an error with the nearest. */
import type { AnyRule } from "../protocol/ground/rule.js";
import {
  type RuleSetName,
  type RuleSwitches,
  defaultRuleSet,
  ruleSetNames,
  ruleSets,
} from "../protocol/ground/rule-sets.js";
import { ruleById } from "../protocol/rules.js";
import { parseSwitches } from "../protocol/ground/switches.js";
import { nearestWord } from "../../sim/scenario/nearest.js";
import { messages } from "./messages.js";
import { nearestRule } from "./nearest-rule.js";

/** The question cannot be answered: badly put, or refused by the rule. The message names the field. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** The rule with the id. Throws `Refusal`. */
export function ruleNamed(id: string): AnyRule {
  const rule = ruleById(id);
  if (rule === undefined) throw new Refusal(messages.unknownRule(id, nearestRule(id)));
  return rule;
}

/** The switches of a rule set, the default one if none is named, some of them overridden. Throws `Refusal`. */
export function switchesNamed(
  ruleSet: string = defaultRuleSet,
  overrides: Readonly<Record<string, unknown>> = {},
): RuleSwitches {
  const name = ruleSetNames.find((known) => known === ruleSet);
  if (name === undefined) {
    throw new Refusal(messages.unknownRuleSet(ruleSet, nearestWord(ruleSet, ruleSetNames), ruleSetNames));
  }
  return Object.keys(overrides).length === 0 ? ruleSets[name] : overridden(name, overrides);
}

function overridden(name: RuleSetName, overrides: Readonly<Record<string, unknown>>): RuleSwitches {
  const reading = parseSwitches(name, overrides);
  if (reading.ok) return reading.switches;
  const texts = reading.problems.map(({ key, message, allowed, read }) =>
    messages.badSwitch(key, message, read === null ? undefined : nearestWord(read, allowed), allowed),
  );
  throw new Refusal(texts.join(" "));
}
