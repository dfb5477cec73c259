/** A critical value as a budget that `check` can hold: an entry of `expect:`, and a scenario that has it. */
import type { Plain } from "../../scenario/tree.js";
import { toYaml } from "../../scenario/print.js";
import type { ScenarioBasics } from "../model.js";
import { oppositeClaim, type SearchAnswer } from "./answer.js";
import type { ReadyThreshold } from "./ready-threshold.js";
import { counted } from "../../units/readable.js";

export interface BudgetEntry {
  readonly id: string;
  readonly that: string;
  readonly because: string;
}

/** Undefined where no value is known to be safe. */
export function budgetEntry<Scenario extends ScenarioBasics>(
  { claim, parameter, ready }: ReadyThreshold<Scenario>,
  { critical, safe, replications }: SearchAnswer,
): BudgetEntry | undefined {
  if (critical === undefined || safe === undefined) return undefined;
  const { estimate, lower, upper } = critical;
  const name = parameter.path
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .toLowerCase();
  return {
    id: `${name}-budget`,
    that: oppositeClaim(claim),
    because:
      `with ${parameter.path} at ${safe.text}; its critical value is ${estimate.text}, between ${lower.text} and ${upper.text} ` +
      `(orrery threshold, seed ${ready.scenario.seed}, ${counted(replications, "replication")})`,
  };
}

/** The entry as it stands in a scenario. */
export const entryYaml = (entry: BudgetEntry): string => toYaml({ expect: [{ ...entry }] });

/** What says which scenario it is, and what the file says itself. */
const own: ReadonlySet<string> = new Set(["$schema", "name", "about", "replications", "expect", "sweep", "outputs"]);

export interface BudgetFile {
  /** The scenario that it extends, as the file names it. */
  readonly base: string;
  readonly name: string;
  /** Of the base, with every default. */
  readonly before: Plain;
  /** Of the base with the value that is safe. */
  readonly after: Plain;
  readonly entry: BudgetEntry;
}

/** A scenario that extends another one, has the parameter at its last safe value, and expects what holds there. */
export function budgetYaml({ base, name, before, after, entry }: BudgetFile): string {
  const changed = differenceOf(withoutOwn(before), withoutOwn(after));
  const written: Plain = {
    extends: base,
    name,
    about: "Does it still bear what it was found to bear?",
    ...(changed as { [key: string]: Plain }),
    expect: [{ ...entry }],
  };
  return toYaml(written, ["A budget: what the scenario bears, found by orrery threshold and held by orrery check."]);
}

const isMap = (value: Plain | undefined): value is { [key: string]: Plain } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const withoutOwn = (written: Plain): Plain =>
  isMap(written) ? Object.fromEntries(Object.entries(written).filter(([key]) => !own.has(key))) : written;

/** What to write over the one to have the other: maps are merged, a list takes the place of its list. */
function differenceOf(before: { [key: string]: Plain } | Plain, after: Plain): Plain {
  if (!isMap(before) || !isMap(after)) return after;
  const taken = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const changed = Object.entries(after)
    .filter(([key, value]) => JSON.stringify(before[key]) !== JSON.stringify(value))
    .map(([key, value]) => [key, differenceOf(before[key], value)] as const);
  return Object.fromEntries([...taken.map((key) => [key, null] as const), ...changed]);
}
