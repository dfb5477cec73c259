/**
 * Values that a run rests on though neither the protocol nor a measurement speaks of them, whether somebody wrote them or they are
 * defaults: the fields whose description says "assumption". What the scenario itself says of a value (`sources`) stands before that.
 */
import { descriptionAt } from "../../sim/scenario/schema-walk.js";
import { printPath } from "../../sim/scenario/path.js";
import { type Scenario, scenarioSchema } from "./schema.js";
import { unmeasured } from "./sources.js";
import { switchesOf } from "./switches.js";

type Step = string | number;

interface Assumed {
  readonly what: string;
  readonly why: string;
}

/** What is switched off is nothing that anything rests on. */
const off: readonly unknown[] = [undefined, null, false, 0, "none", "at once"];

/** Where only one way of using the field is assumed it stands in parentheses. */
const isMarked = (description: string): boolean => /; assumption\b/.test(description);

/** What is read in some networks only, whatever it is in the others. */
function isIdle(scenario: Scenario, steps: readonly Step[]): boolean {
  const [field, which, part] = steps;
  if (field === "network") return switchesOf(scenario).lifecycle === "trie";
  if (field !== "operators") return false;
  const { mergeSeniority, follow } = scenario.operators[Number(which)];
  return (part === "mergeBrings" && mergeSeniority === undefined) || (part === "fall" && follow === undefined);
}

/** First what the scenario says under `sources`, then marked fields in the order of the file; of alike entries of a list the first. */
export function assumptionsUsed(scenario: Scenario): readonly Assumed[] {
  const { sources = {} } = scenario;
  const marked = new Map<string, { readonly path: string; readonly why: string; count: number }>();
  for (const { steps, description } of markedFields(scenario)) {
    const path = printPath(steps);
    if (path in sources) continue;
    const alike = path.replaceAll(/\[\d+\]/g, "[]");
    const known = marked.get(alike);
    if (known === undefined) marked.set(alike, { path, why: description, count: 1 });
    else known.count++;
  }
  // In the order in which they were found.
  const found = [...marked.values()].map(({ path, why, count }) => ({
    what: path,
    why: count === 1 ? why : `${why} (and of ${count - 1} more)`,
  }));
  return [...unmeasured(scenario), ...found];
}

/** What the schema says of fields, once it was looked for: every run asks for those of its scenario. Reached by key only. */
const descriptions = new Map<string, string | undefined>();

/** Of entries of a list the schema says the same (it has no tuples). */
function descriptionOf(steps: readonly Step[]): string | undefined {
  const path = steps.map((step) => (typeof step === "number" ? "0" : JSON.stringify(step))).join(".");
  if (!descriptions.has(path)) descriptions.set(path, descriptionAt(scenarioSchema, steps));
  return descriptions.get(path);
}

/** A field whose description says that it is assumed. */
export interface AssumedField {
  readonly steps: readonly Step[];
  readonly description: string;
}

/** Those of a scenario that something rests on, in the order of the file. */
export const markedFields = (scenario: Scenario): readonly AssumedField[] =>
  markedIn(scenario, []).filter(({ steps }) => !isIdle(scenario, steps));

function markedIn(value: unknown, steps: readonly Step[]): AssumedField[] {
  if (off.includes(value)) return [];
  const description = steps.length === 0 ? undefined : descriptionOf(steps);
  if (description !== undefined && isMarked(description)) return [{ steps, description }];
  if (typeof value !== "object" || value === null) return [];
  const entries: readonly (readonly [Step, unknown])[] = Array.isArray(value)
    ? value.map((item, k) => [k, item as unknown] as const)
    : Object.entries(value);
  return entries.flatMap(([step, item]) => markedIn(item, [...steps, step]));
}

/** How many of them are named in one line. */
const named = 3;

/** For the summary: one line, which counts them, names the first and says where all stand; none where nothing is assumed. */
export function assumptionLine(scenario: Scenario): string[] {
  const used = assumptionsUsed(scenario);
  if (used.length === 0) return [];
  const names = used.slice(0, named).map(({ what }) => what);
  const shown = [...names, ...(used.length > named ? ["…"] : [])].join(", ");
  const count = used.length === 1 ? "a value" : `${used.length} values`;
  return [`Rests on ${count} that nobody has measured (${shown}): the report lists what is assumed, and why.`];
}
