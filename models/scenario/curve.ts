/** The issuance curve of a scenario: the one it chooses, or that of its rule set. */
import { curveOfRules, curves } from "../curves/curves.js";
import type { Curve } from "../curves/curve.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { Scenario } from "./schema.js";
import { switchesOf } from "./switches.js";

/** `rules`: those in force, if a release has changed them. */
export function curveOf(scenario: Scenario, rules: RuleSwitches = switchesOf(scenario)): Curve {
  const { first, pace } = scenario.frames;
  return curves.create(scenario.curve ?? curveOfRules(rules), { rules, firstFrame: first, paceUs: pace });
}
