/** Why a network cannot start as it was measured: for the plan, before anything runs. */
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { isFault } from "../../scenario/start/bands.js";
import type { Scenario } from "../../scenario/schema.js";
import { seatedTargets } from "../../scenario/start/seated.js";
import { gridAtStart } from "../../scenario/starting-grid.js";

interface Refusal {
  readonly path: string;
  readonly message: string;
}

export function startRefusals(scenario: Scenario, rules: RuleSwitches): readonly Refusal[] {
  const { start, operators } = scenario;
  if (start === undefined) return [];
  const targets = seatedTargets({ start, operators, shards: gridAtStart(scenario) }, rules);
  if (!isFault(targets)) return [];
  return [{ path: targets.path === "" ? "start" : `start.${targets.path}`, message: targets.message }];
}
