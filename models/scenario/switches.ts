/** Single switches of the rule set, as a scenario overrides them. */
import { z } from "zod";
import { listed } from "../../sim/scenario/listed.js";
import { spellingOf } from "../../sim/units/spelling.js";
import {
  type RuleSetName,
  type RuleSwitches,
  ruleSetNames,
  ruleSets,
  type SwitchName,
  switchTable,
} from "../protocol/ground/rule-sets.js";
import { dottedName, parseSwitches, switchNames } from "../protocol/ground/switches.js";

/** Overrides as a scenario writes them: names with or without dots. */
type Overrides = Readonly<Record<string, unknown>>;

/** Both spellings of every switch, so that editors complete them and errors point at what was written. */
function shapeOf(): { [name: string]: z.ZodType } {
  const shape: { [name: string]: z.ZodType } = {};
  for (const name of switchNames) {
    const entry = switchTable[name];
    const type = "values" in entry ? z.enum(entry.values) : z.int().min(entry.min).max(entry.max);
    shape[name] = type.optional().describe(`${entry.about}. ${presetTexts(name)}`);
    const dotted = dottedName(name);
    if (dotted === name) continue;
    shape[dotted] = spellingOf(name, type.optional().describe(`${entry.about}; the same as ${name}`));
  }
  return shape;
}

/** What it is under each preset: that of `rules` unless the scenario says otherwise. */
function presetTexts(name: SwitchName): string {
  const values = [...new Set(ruleSetNames.map((preset) => ruleSets[preset][name]))];
  if (values.length === 1) return `${values[0]} under every preset`;
  const texts = values.map(
    (value) => `${value} under ${ruleSetNames.filter((preset) => ruleSets[preset][name] === value).join(", ")}`,
  );
  return `Unless given: ${texts.join("; ")}`;
}

/** Every switch, each optional: what is missing is as the preset says. */
export const switchesSchema = z
  .strictObject(shapeOf())
  .describe("single rules that differ from the preset; `orrery calc --help` lists the switches, --list the rules");

interface SwitchesOfScenario {
  readonly rules: RuleSetName;
  readonly switches: Overrides;
}

/** Reports switches that the preset cannot take, and those written twice, at the line where they stand. */
export function refuseForeignSwitches({ rules, switches }: SwitchesOfScenario, context: z.RefinementCtx): void {
  const reading = parseSwitches(rules, switches);
  if (reading.ok) return;
  for (const { key, message, allowed, read } of reading.problems) {
    // Unknown names and values are the schema's to report.
    if (read !== null) continue;
    const list = allowed.length === 0 ? "" : `; allowed: ${listed(allowed, { like: key })}`;
    context.addIssue({ code: "custom", message: message + list, path: ["switches", key], input: switches[key] });
  }
}

/** What was read of overrides, by preset: a run asks for its switches dozens of times, and a sweep has thousands of runs. */
const known = new WeakMap<Overrides, Partial<Record<RuleSetName, RuleSwitches>>>();

/** All switches of a scenario that was read: its preset's, and those that it overrides. Each caller has its own, as a release changes them. */
export function switchesOf({ rules, switches }: SwitchesOfScenario): RuleSwitches {
  let ofPresets = known.get(switches);
  if (ofPresets === undefined) known.set(switches, (ofPresets = {}));
  return copyOfSwitches((ofPresets[rules] ??= checkedSwitches(rules, switches)));
}

/**
 * The same switches, some of them other ones, in an object of their own. All such objects are of one hidden class of the engine, where a spread
 * makes a class for each that it copies from: what reads switches, which everything does, then looks them up by name.
 */
export const copyOfSwitches = (rules: RuleSwitches, others: Partial<RuleSwitches> = {}): RuleSwitches =>
  Object.assign({}, rules, others);

function checkedSwitches(rules: RuleSetName, switches: Overrides): RuleSwitches {
  const reading = parseSwitches(rules, switches);
  if (reading.ok) return reading.switches;
  throw new Error(`switches were not checked: ${reading.problems.map(({ key }) => key).join(", ")}`);
}
