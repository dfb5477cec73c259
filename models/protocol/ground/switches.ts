/**
 * Overrides of single switches: which names and values there are, and which a preset can take together.
 * One reading for scenario files and for `orrery calc`.
 */
import { plainWord } from "../../../sim/units/spelling.js";
import { type RuleSetName, type RuleSwitches, type SwitchName, ruleSets, switchTable } from "./rule-sets.js";
import { type SwitchProblem, conflictsOf } from "./switch-conflicts.js";

export type SwitchReading =
  | { readonly ok: true; readonly switches: RuleSwitches }
  | { readonly ok: false; readonly problems: readonly SwitchProblem[] };

export const switchNames = Object.keys(switchTable) as readonly SwitchName[];

const byPlainName: ReadonlyMap<string, SwitchName> = new Map(switchNames.map((name) => [plainWord(name), name]));

/** The switch meant by `haltThreshold`, `halt.threshold` or `halt-threshold`; undefined if there is none. */
export function switchNamed(written: string): SwitchName | undefined {
  return byPlainName.get(plainWord(written));
}

/** The spelling with dots, as in `halt.threshold`. */
export function dottedName(name: SwitchName): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `.${letter.toLowerCase()}`);
}

/** Values that a switch can have, human-readable. */
export function allowedValues(name: SwitchName): readonly string[] {
  const entry = switchTable[name];
  return "values" in entry ? entry.values : [`a whole number from ${entry.min} to ${entry.max}`];
}

/**
 * All switches of a preset with some overridden. Names may be spelt with dots, whole numbers may come as decimal text.
 * Everything that is wrong is returned at once: unknown names, values a switch does not have, one switch written twice,
 * and combinations that mean nothing (`switch-conflicts.ts`).
 */
export function parseSwitches(preset: RuleSetName, overrides: Readonly<Record<string, unknown>>): SwitchReading {
  const problems: SwitchProblem[] = [];
  const written = new Map<SwitchName, string>();
  const values: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(overrides)) {
    if (value === undefined) continue;
    const name = switchNamed(key);
    if (name === undefined) {
      problems.push({ key, message: "there is no such switch", allowed: switchNames, read: key });
    } else if (written.has(name)) {
      problems.push({ key, message: `${written.get(name)} says it already`, allowed: [], read: null });
    } else {
      written.set(name, key);
      const read = readValue(name, value);
      if (read === null) problems.push(wrongValue(key, name, value));
      else values[name] = read;
    }
  }
  const switches = { ...ruleSets[preset], ...values } as RuleSwitches;
  if (problems.length === 0) problems.push(...conflictsOf(preset, switches, written));
  return problems.length === 0 ? { ok: true, switches } : { ok: false, problems };
}

function readValue(name: SwitchName, value: unknown): string | number | null {
  const entry = switchTable[name];
  if ("values" in entry) {
    const known: readonly string[] = entry.values;
    return typeof value === "string" ? (known.find((word) => plainWord(word) === plainWord(value)) ?? null) : null;
  }
  const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number)) return null;
  return number >= entry.min && number <= entry.max ? number : null;
}

function wrongValue(key: string, name: SwitchName, value: unknown): SwitchProblem {
  const read = typeof value === "string" || typeof value === "number" ? String(value).slice(0, 60) : typeof value;
  const allowed = allowedValues(name);
  return { key, message: `cannot be ${read}`, allowed, read };
}
