/** Changes of fields of a scenario while a run is under way. */
import { z } from "zod";
import { parsePath, type Step } from "../../sim/scenario/path.js";
import { elsewhere } from "../../sim/scenario/elsewhere.js";
import { listed } from "../../sim/scenario/listed.js";
import { nearestWord } from "../../sim/scenario/nearest.js";
import { childrenOf, definitionOf, schemasAt, unknownStep } from "../../sim/scenario/schema-walk.js";
import { respellPath } from "../../sim/scenario/spelling.js";
import { whyFixed } from "./fork.js";
import { type Scenario, scenarioSchema } from "./schema.js";

/** The new values by path, as they are written. */
export type Change = Readonly<Record<string, unknown>>;

export interface ChangeProblem {
  /** Path of the field, as it was written. */
  readonly field: string;
  readonly message: string;
}

/** Fields that a fork may have otherwise, and a run under way has no use for. */
const ofTheRun =
  /^(\$schema|name|about|horizon|replications|observed|issuance|timeline|rare|warmUp|outputs|expect|claims)\b/;

/** Sets the fields of a scenario that is the caller's own. Throws for a change that `changeProblems` refuses. */
export function applyChange(scenario: Scenario, change: Change): void {
  for (const [path, written] of Object.entries(change)) {
    const read = readValue(path, written);
    if (!read.ok) throw new Error(`${path}: ${read.message}`);
    setAt(scenario, read.steps, read.value);
  }
}

/** The scenario with other values, itself untouched; undefined for a change that `changeProblems` refuses. */
export function withChange(scenario: Scenario, change: Change): Scenario | undefined {
  let changed = scenario;
  for (const [path, written] of Object.entries(change)) {
    const read = readValue(path, written);
    if (!read.ok || valueAt(changed, read.steps) === undefined) return undefined;
    changed = withValue(changed, read.steps, read.value);
  }
  return changed;
}

/** What of a change cannot be, at the moment at which it would take effect. */
export function changeProblems(scenario: Scenario, change: Change, atUs: number): readonly ChangeProblem[] {
  return Object.entries(change).flatMap(([field, written]) => {
    const read = readValue(field, written);
    if (!read.ok) return [{ field, message: read.message }];
    if (ofTheRun.test(field)) return [{ field, message: changeTexts.ofTheRun() }];
    if (valueAt(scenario, read.steps) === undefined) return [{ field, message: changeTexts.notThere() }];
    const after = withValue(scenario, read.steps, read.value);
    const why = whyFixed({ path: field, before: { ...scenario, timeline: undefined }, after, atUs });
    return why === null ? [] : [{ field, message: changeTexts.fixed(why) }];
  });
}

export const changeTexts = {
  noPath: (): string => "is no path into a scenario; write one such as network.messageLoss or operators[0].uptime",
  noField: (known: string, meant: string | undefined): string =>
    `there is no such field${known === "" ? "" : `; allowed: ${known}`}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
  notThere: (): string => "the scenario does not have it, so it cannot become another",
  ofTheRun: (): string => "it is a matter of the whole run, which no moment of it can change",
  badValue: (written: unknown): string => `cannot be ${JSON.stringify(written)}`,
  fixed: (why: string): string => `it cannot change in a run: ${why}`,
} as const;

type Reading =
  | { readonly ok: true; readonly steps: readonly Step[]; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

function readValue(path: string, written: unknown): Reading {
  const typed = parsePath(path);
  const steps = typed && respellPath(scenarioSchema, typed);
  const last = steps?.at(-1);
  if (steps === undefined || last === undefined) return { ok: false, message: changeTexts.noPath() };
  const fields = schemasAt(scenarioSchema, steps.slice(0, -1)).flatMap((parent) =>
    childrenOf(definitionOf(parent), last),
  );
  if (fields.length === 0) return { ok: false, message: noFieldMessage(typed ?? []) };
  let message = "";
  for (const field of fields) {
    const read = z.safeParse(field, written, { error: () => changeTexts.badValue(written) });
    if (read.success) return { ok: true, steps, value: read.data };
    message = message === "" ? read.error.issues[0].message : message;
  }
  return { ok: false, message };
}

/** The first step that leads nowhere, what may stand there, and what may have been meant. */
function noFieldMessage(typed: readonly Step[]): string {
  const unknown = unknownStep(scenarioSchema, respellPath(scenarioSchema, typed));
  if (unknown === undefined) return changeTexts.noField("", undefined);
  const { word, at, known } = unknown;
  const meant = at === 0 ? elsewhere(scenarioSchema, typed) : undefined;
  return changeTexts.noField(listed(known.names, { like: word }), meant ?? nearestWord(word, known.spelled));
}

type Node = Record<Step, unknown>;

function valueAt(scenario: Scenario, steps: readonly Step[]): unknown {
  let at: unknown = scenario;
  for (const step of steps) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Node)[step];
  }
  return at;
}

/** With another value at a path that there is. Only what the path leads through is copied: a scenario may be long. */
function withValue<Whole>(whole: Whole, [step, ...rest]: readonly Step[], value: unknown): Whole {
  const copy = (Array.isArray(whole) ? [...(whole as unknown[])] : { ...whole }) as Node;
  copy[step] = rest.length === 0 ? value : withValue(copy[step], rest, value);
  return copy as Whole;
}

function setAt(scenario: Scenario, steps: readonly Step[], value: unknown): void {
  const parent = valueAt(scenario, steps.slice(0, -1));
  const last = steps.at(-1);
  if (typeof parent !== "object" || parent === null || last === undefined) throw new Error("there is no such field");
  (parent as Node)[last] = value;
}
