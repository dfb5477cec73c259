/** Fields of a sweep, each with its values as if they had been written into the scenario one at a time. */
import { z } from "zod";
import { added, plus, withoutPlus } from "../additions.js";
import { elsewhere } from "../elsewhere.js";
import { errorAt, type Problem, Refusal } from "../error.js";
import { putInTree } from "../override.js";
import { parsePath, printPath, type Step } from "../path.js";
import { type AnySchema, schemasAt, unknownStep } from "../schema-walk.js";
import type { SourceSpan } from "../source.js";
import { respell, respellPath } from "../spelling.js";
import { findInTree, type Plain, plainOf, rawText, type Tree } from "../tree.js";
import { type Magnitude, writeMagnitude } from "./magnitude.js";
import { messages } from "./messages.js";
import { RangeProblem, type RangeText, rangeValues } from "./range.js";
import { sweepKey } from "./schema.js";

/** A field that is swept. Every value keeps the place in the sweep that it comes from. */
export interface Axis {
  /** With a plus at its end where each value is added to the list at the path. */
  readonly path: string;
  readonly steps: readonly Step[];
  readonly span: SourceSpan;
  readonly values: readonly Tree[];
  /** Values and bounds as they were written, before anything was computed from them. */
  readonly written: readonly Plain[];
}

/** What an axis is read against. */
export interface AxisContext {
  readonly schema: AnySchema;
  /** The scenario without its sweep. */
  readonly scenario: Tree;
  /** The keys under which these fields stand; that of sweeps unless given. */
  readonly block?: readonly string[];
}

/** Names and tells apart scenarios, but changes nothing in them; or has a place of its own. */
const noParameters = new Map([
  ["name", "it names the scenario and its results; points have numbers"],
  ["about", "it changes nothing"],
  ["$schema", "it is for editors"],
  ["replications", "every point has as many; write replications once, or --replications"],
  ["extends", "the file that a scenario stands on cannot change from point to point"],
  [sweepKey, "a sweep has no sweeps inside"],
]);

/** The steps of a path that may be swept; `adds` if its values are entries of the list there. Throws `Refusal`. */
export function checkPath(
  { schema, scenario, block = [sweepKey] }: AxisContext,
  path: string,
  span: SourceSpan,
): { readonly steps: Step[]; readonly adds: boolean } {
  const refuse = (problem: Problem): Refusal => new Refusal(errorAt(span, printPath([...block, path]), problem));
  const written = parsePath(path);
  if (written === undefined) throw refuse(messages.notAPath(path));
  const { steps, adds } = withoutPlus(schema, respellPath(schema, written, scenario));
  const why = noParameters.get(String(steps[0]));
  if (why !== undefined) throw refuse(messages.notAParameter(String(steps[0]), why));
  const unknown = unknownStep(schema, steps);
  if (unknown !== undefined)
    throw refuse(
      messages.unknownPath(unknown.word, unknown.known, unknown.at === 0 ? elsewhere(schema, written) : undefined),
    );
  // A place in a list that is not there is noticed once, here, and not at every point.
  putInTree(scenario, steps, { value: { kind: "scalar", span, value: null, raw: "" }, span });
  return { steps, adds };
}

/** A list or a range of values under a path. Throws `Refusal`. */
export function readAxis(context: AxisContext, path: string, { span, tree }: { span: SourceSpan; tree: Tree }): Axis {
  const { steps, adds } = checkPath(context, path, span);
  const schemas = schemasAt(context.schema, steps);
  const values =
    tree.kind === "list"
      ? tree.items.map((item) => respell(schemas, item).tree)
      : rangeTrees(context.schema, { path, steps, tree });
  const written = tree.kind === "list" ? tree.items.map(plainOf) : Object.values(plainOf(tree) as object);
  const different = differentValues(values, path);
  if (!adds) return { path: printPath(steps), steps, span, values: different, written };
  const lists = different.map((value) => added(value, [sweepKey, printPath(steps)]));
  return { path: `${printPath(steps)}${plus}`, steps, span, values: lists, written };
}

function rangeTrees(schema: AnySchema, { path, steps, tree }: { path: string; steps: Step[]; tree: Tree }): Tree[] {
  return inRange([sweepKey], { path, tree }, () => {
    const whole = isInteger(schema, steps);
    return rangeValues(plainOf(tree) as RangeText).map((value) => magnitudeTree(value, whole, tree.span));
  });
}

/** Gives what is wrong with a range its place, under the keys that have it. */
export function inRange<Result>(
  keys: readonly string[],
  { path, tree }: { readonly path: string; readonly tree: Tree },
  make: () => Result,
): Result {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeProblem)) throw error;
    const span = error.key === undefined ? tree.span : findInTree(tree, [error.key]).span;
    throw new Refusal(errorAt(span, printPath([...keys, path]), error.problem));
  }
}

/** A computed value, where the range that it comes from is written. */
export function magnitudeTree(magnitude: Magnitude, whole: boolean, span: SourceSpan): Tree {
  const value = writeMagnitude(magnitude, whole);
  return { kind: "scalar", span, value, raw: String(value) };
}

/** Whether a number at the path must be whole. */
export function isInteger(schema: AnySchema, steps: readonly Step[]): boolean {
  return schemasAt(schema, steps).some(
    (found) => z.toJSONSchema(found, { io: "input", unrepresentable: "any" }).type === "integer",
  );
}

/** The same value twice would be the same point twice. Throws `Refusal`. */
function differentValues(values: readonly Tree[], path: string): readonly Tree[] {
  const seen = new Set<string>();
  for (const value of values) {
    const text = JSON.stringify(plainOf(value));
    if (seen.has(text))
      throw new Refusal(errorAt(value.span, printPath([sweepKey, path]), messages.sameValue(rawText(value))));
    seen.add(text);
  }
  return values;
}
