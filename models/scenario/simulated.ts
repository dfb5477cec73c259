/**
 * What `orrery calc` answers and no simulated network has yet: rule sets, and switches or single values of them. A
 * scenario that asks for one is refused here, and nowhere else.
 */
import type { z } from "zod";
import {
  type RuleSetName,
  type RuleSwitches,
  type SwitchName,
  ruleSetNames,
  ruleSets,
} from "../protocol/ground/rule-sets.js";
import { switchNamed } from "../protocol/ground/switches.js";

const withoutNetworks = ["v2.1-simplex"] as const satisfies readonly RuleSetName[];
export type SimulatedRuleSet = Exclude<RuleSetName, (typeof withoutNetworks)[number]>;

/** Switches that only rules asked by `orrery calc` look at: a network does as its preset says. */
const switchesWithoutNetworks: readonly SwitchName[] = ["committeeSession", "proverStatus"];

/** Values that a network cannot have of switches that it has. */
const valuesWithoutNetworks: { readonly [Name in SwitchName]?: readonly RuleSwitches[Name][] } = {};

const hasNetworks = (name: RuleSetName): name is SimulatedRuleSet =>
  withoutNetworks.every((without) => without !== name);

/** Rule sets under which networks are simulated, the default first. */
export const simulatedRuleSets: readonly SimulatedRuleSet[] = ruleSetNames.filter(hasNetworks);

/** Whether a network can have that value of a switch which its preset does not have. */
export function isSimulated(name: SwitchName, value: unknown): boolean {
  const values: readonly unknown[] = valuesWithoutNetworks[name] ?? [];
  return !switchesWithoutNetworks.includes(name) && !values.includes(value);
}

interface RulesOfScenario {
  readonly rules: RuleSetName;
  readonly switches: Readonly<Record<string, unknown>>;
}

const inCalcOnly = "networks are not simulated under it yet; `orrery calc` answers its rules";

/** Reports a rule set, and overrides of switches, that no simulated network has. */
export function refuseUnsimulated({ rules, switches }: RulesOfScenario, context: z.RefinementCtx): void {
  if (!hasNetworks(rules)) {
    context.addIssue({ code: "custom", message: `${rules}: ${inCalcOnly}`, path: ["rules"], input: rules });
    return;
  }
  for (const [key, value] of Object.entries(switches)) {
    const name = switchNamed(key);
    if (name === undefined || value === undefined || ruleSets[rules][name] === value) continue;
    if (isSimulated(name, value)) continue;
    context.addIssue({
      code: "custom",
      message: `${rules} with ${name} ${typeof value === "string" ? value : JSON.stringify(value)}: ${inCalcOnly}`,
      path: ["switches", key],
      input: value,
    });
  }
}
