/**
 * What `orrery calc` answers and no simulated network has yet: switches, and single values of them. A scenario that asks
 * for one is refused here, and nowhere else.
 */
import type { z } from "zod";
import { type RuleSetName, type RuleSwitches, type SwitchName, ruleSets } from "../protocol/ground/rule-sets.js";
import { switchNamed } from "../protocol/ground/switches.js";

/** Switches that only rules asked by `orrery calc` look at: a network does as its preset says. */
const switchesWithoutNetworks: readonly SwitchName[] = ["committeeSession"];

/** Values that a network cannot have of switches that it has. */
const valuesWithoutNetworks: { readonly [Name in SwitchName]?: readonly RuleSwitches[Name][] } = {};

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

/** Why a switch has no networks, where that can be said of it alone. */
const reasons: { readonly [Name in SwitchName]?: string } = {
  committeeSession:
    "networks are not simulated under it: between two handoffs it would go on asking for the votes of members that have left, were kicked " +
    "or went with a split, whose allocations a simulated shard gives up at once; committees follow every change (off), and " +
    "`orrery calc consensus.simplexLeader` answers what a session changes of leaders",
};

/** Reports overrides of switches that no simulated network has. */
export function refuseUnsimulated({ rules, switches }: RulesOfScenario, context: z.RefinementCtx): void {
  for (const [key, value] of Object.entries(switches)) {
    const name = switchNamed(key);
    if (name === undefined || value === undefined || ruleSets[rules][name] === value) continue;
    if (isSimulated(name, value)) continue;
    const written = typeof value === "string" ? value : JSON.stringify(value);
    context.addIssue({
      code: "custom",
      message: `${rules} with ${name} ${written}: ${reasons[name] ?? inCalcOnly}`,
      path: ["switches", key],
      input: value,
    });
  }
}
