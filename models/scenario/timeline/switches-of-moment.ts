/** Rules that change while a run is under way: everybody reads the same object, which the timeline changes. */
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";

type Writable = { -readonly [Name in keyof RuleSwitches]: RuleSwitches[Name] };

/** Sets switches of rules that are a run's own, never those of a preset. */
export function setSwitches(rules: RuleSwitches, changed: Partial<RuleSwitches>): void {
  Object.assign(rules as Writable, changed);
}
