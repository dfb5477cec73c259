/** A preset, and single switches that go together with it: whatever the rules refuse is left out again. */
import { idleOverrides } from "../../../models/plan/refusals/idle-switches.js";
import {
  type RuleSetName,
  type RuleSwitches,
  type SwitchName,
  switchTable,
  ruleSetNames,
} from "../../../models/protocol/ground/rule-sets.js";
import { dottedName, parseSwitches, switchNames } from "../../../models/protocol/ground/switches.js";
import type { Choices } from "./choices.js";

/** Small numbers make epochs, grace and splits happen within some thousand frames. */
const smallNumbers: { readonly [name in SwitchName]?: readonly [from: number, to: number] } = {
  epochFrames: [4, 400],
  ringSize: [1, 12],
  keepThresholdPercent: [0, 100],
  haltThreshold: [0, 6],
  haltGraceFrames: [0, 300],
  minimumProvers: [0, 10],
  maximumProvers: [1, 12],
  splitCooldownFrames: [0, 400],
};

/** Switches without which little happens in so short a time. */
const lively: readonly SwitchName[] = ["epochFrames", "haltGraceFrames", "maximumProvers"];

/** A switch that most presets cannot have: it is tried more often than others, by draws of its own, which change nothing else in a scenario. */
const seldom: SwitchName = "committeeSession";

export interface RulesOfCase {
  readonly preset: RuleSetName;
  readonly overrides: Readonly<Record<string, string | number>>;
  readonly switches: RuleSwitches;
}

export function randomRules(choices: Choices, own: Choices): RulesOfCase {
  const preset = choices.oneOf(choices.chance(0.6) ? (["v2.1-simplex", "v2.1-epoch"] as const) : ruleSetNames);
  const isMixed = choices.chance(0.6);
  const overrides: Record<string, string | number> = {};
  for (const name of switchNames) {
    const value = randomValue(choices, name);
    if (name === seldom && value === "on") continue;
    if (!choices.chance(lively.includes(name) ? 0.7 : isMixed ? 0.12 : 0)) continue;
    const key = choices.chance(0.3) ? dottedName(name) : name;
    const tried = { ...overrides, [key]: value };
    const reading = parseSwitches(preset, tried);
    if (reading.ok && canRun(preset, tried, reading.switches)) overrides[key] = value;
  }
  const withSessions = { ...overrides, [seldom]: "on" };
  if (own.chance(0.3) && parseSwitches(preset, withSessions).ok) overrides[seldom] = "on";
  const reading = parseSwitches(preset, overrides);
  if (!reading.ok)
    throw new Error(`switches that were tried one by one do not go together: ${Object.keys(overrides).join(", ")}`);
  return { preset, overrides, switches: reading.switches };
}

function randomValue(choices: Choices, name: SwitchName): string | number {
  const entry = switchTable[name];
  if ("values" in entry) return choices.oneOf<string>(entry.values);
  if (choices.chance(0.1)) return choices.oneOf([entry.min, entry.min + 1, entry.max]);
  const [from, to] = smallNumbers[name] ?? [entry.min, Math.min(entry.max, entry.min + 20)];
  return choices.integer(from, to);
}

/** Whether the plan takes it: no override without effect, and under 2.0's lifecycle no reward by shards. */
function canRun(preset: RuleSetName, overrides: Readonly<Record<string, unknown>>, switches: RuleSwitches): boolean {
  const { lifecycle, emissionRule } = switches;
  const paysByShards = emissionRule === "pomw" || emissionRule === "article";
  return idleOverrides(preset, overrides, switches).length === 0 && paysByShards === (lifecycle !== "trie");
}
