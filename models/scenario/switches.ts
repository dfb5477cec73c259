/** Single switches of the rule set, as a scenario overrides them. */
import { z } from "zod";
import { type RuleSetName, ruleSets, type RuleSwitches, switchTable } from "../rule-sets.js";

type Shape = { [name: string]: z.ZodType };

function shapeOf(table: typeof switchTable): Shape {
  const shape: Shape = {};
  for (const [name, entry] of Object.entries(table)) {
    const type = "values" in entry ? z.enum(entry.values) : z.int().min(entry.min).max(entry.max);
    shape[name] = type.optional().describe(entry.about);
  }
  return shape;
}

/** Every switch, each optional: what is missing is as the preset says. */
export const switchesSchema = z
  .strictObject(shapeOf(switchTable))
  .describe("single rules that differ from the preset; `orrery calc --list` names the rules, README the switches");

/** All switches of a scenario: its preset's, and those that it overrides. */
export function switchesOf({ rules, switches }: { rules: RuleSetName; switches: Partial<RuleSwitches> }): RuleSwitches {
  return { ...ruleSets[rules], ...switches };
}
