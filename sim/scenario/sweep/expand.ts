/** From factors to design points: every combination that meets the conditions, checked like a scenario of its own. */
import type { z } from "zod";
import type { Seed } from "../../random/seed.js";
import { errorAt, type ScenarioError } from "../error.js";
import { fillDefaults } from "../fill.js";
import { limits } from "../limits.js";
import { messages as scenarioMessages } from "../messages.js";
import { putInTree } from "../override.js";
import { parsePath, printPath } from "../path.js";
import { standardMessage, translateIssues } from "../translate.js";
import { findInTree, type MapTree, type Plain, plainOf, rawText, type Tree } from "../tree.js";
import { type Axis, isWhole, magnitudeTree } from "./axes.js";
import { latinValues } from "./latin.js";
import { messages } from "./messages.js";
import type { Factor, SweepText } from "./read.js";
import { sweepKey } from "./schema.js";
import { holds } from "./where.js";

/** One combination of parameters, as a scenario. */
export interface DesignPoint<Value> {
  /** From 0, in the order of the sweep. */
  readonly point: number;
  /** Values of the swept fields as they would be written, in the order of `Design.paths`. */
  readonly parameters: readonly Plain[];
  readonly value: Value;
  /** With every default filled in, without the sweep. */
  readonly written: Plain;
  /** An error found later (a network that cannot be), where the parameter that caused it is written. */
  readonly errorFor: (path: string, message: string, nearest?: string) => PointError;
}

export interface Design<Value> {
  readonly paths: readonly string[];
  readonly randomNumbers: "common" | "own";
  readonly points: readonly DesignPoint<Value>[];
}

/** What is wrong at one point; `inWords` names it. */
export interface PointError {
  readonly point: number;
  readonly inWords: string;
  readonly error: ScenarioError;
}

export interface ExpandOptions<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** The scenario without its sweep, with its defaults: what only a default says can be varied and compared. */
  readonly scenario: MapTree;
  readonly seed: Seed;
}

/** All points, or all that is wrong with any of them. */
export function expandSweep<Schema extends z.ZodType>(
  sweep: SweepText,
  { schema, scenario, seed }: ExpandOptions<Schema>,
): Design<z.output<Schema>> | readonly ScenarioError[] {
  const count = sweep.factors.reduce((product, { length }) => product * length, 1);
  const refuse = (problem: Parameters<typeof errorAt>[2]): readonly ScenarioError[] => [
    errorAt(sweep.place, sweepKey, problem),
  ];
  if (count > limits.sweepCombinations) return refuse(messages.tooManyCombinations(count));
  const factors = sweep.factors.map((factor) => axesOf(factor, schema, seed));
  const axes = factors.flat();
  const paths = axes.map(({ path }) => path);
  const points: DesignPoint<z.output<Schema>>[] = [];
  const wrong: PointError[] = [];
  let kept = 0;
  for (let combination = 0; combination < count; combination++) {
    const values = valuesAt(sweep.factors, factors, combination);
    let tree: Tree = scenario;
    axes.forEach(({ steps, place }, k) => (tree = putInTree(tree, steps, { value: values[k], place })));
    const met = meetsAll(sweep, tree);
    if (typeof met === "object") return [met];
    if (!met) continue;
    const point = kept++;
    if (point >= limits.sweepPoints) continue;
    const checked = checkPoint(schema, tree, { point, paths, values });
    if ("parameters" in checked) points.push(checked);
    else wrong.push(...checked);
  }
  if (kept > limits.sweepPoints) return refuse(messages.tooManyPoints(kept));
  if (kept === 0) return refuse(messages.noPoints());
  return wrong.length > 0 ? joinErrors(wrong) : { paths, randomNumbers: sweep.randomNumbers, points };
}

/** The same error at several points, but for its numbers, is told once: for the first of them. */
export function joinErrors(errors: readonly PointError[]): ScenarioError[] {
  const groups = new Map<string, PointError[]>();
  for (const wrong of errors) {
    const { file, line, column, path, message } = wrong.error;
    const key = JSON.stringify([file, line, column, path, message.replaceAll(/\d+/g, "0")]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [wrong]);
    else group.push(wrong);
  }
  // A Map keeps the order in which errors were found.
  return [...groups.values()].map(([{ point, inWords, error }, ...others]) => ({
    ...error,
    message: messages.atPoint(point, inWords, error.message, others.length),
  }));
}

function axesOf(factor: Factor, schema: z.ZodType, seed: Seed): readonly Axis[] {
  if (factor.kind === "values") return factor.axes;
  return factor.axes.map(({ path, steps, place, bounds }) => ({
    path,
    steps,
    place,
    values: latinValues(seed, path, bounds, factor.length).map((value) =>
      magnitudeTree(value, isWhole(schema, steps), place),
    ),
  }));
}

/** The last factor advances fastest, as digits of a number do. */
function valuesAt(factors: readonly Factor[], axes: readonly (readonly Axis[])[], combination: number): Tree[] {
  const places: number[] = [];
  let rest = combination;
  for (let k = factors.length - 1; k >= 0; k--) {
    places[k] = rest % factors[k].length;
    rest = Math.floor(rest / factors[k].length);
  }
  return axes.flatMap((together, k) => together.map(({ values }) => values[places[k]]));
}

function meetsAll({ conditions }: SweepText, tree: Tree): boolean | ScenarioError {
  if (conditions.length === 0) return true;
  const written = plainOf(tree);
  for (const { condition, place } of conditions) {
    const met = holds(condition, written);
    if (typeof met === "object") return errorAt(place, printPath([sweepKey, "where"]), met);
    if (!met) return false;
  }
  return true;
}

function checkPoint<Schema extends z.ZodType>(
  schema: Schema,
  tree: Tree,
  { point, paths, values }: { point: number; paths: readonly string[]; values: readonly Tree[] },
): DesignPoint<z.output<Schema>> | PointError[] {
  const parameters = values.map(plainOf);
  const inWords = paths.map((path, k) => `${path} = ${rawText(values[k])}`).join(", ");
  const plain = plainOf(tree);
  const parsed = schema.safeParse(plain, { error: () => standardMessage });
  if (!parsed.success) {
    return translateIssues(schema, tree, parsed.error.issues).map((error) => ({ point, inWords, error }));
  }
  return {
    point,
    parameters,
    value: parsed.data,
    written: fillDefaults(schema, plain) as Plain,
    errorFor: (path, message, nearest) => {
      const found = findInTree(tree, parsePath(path) ?? []);
      const read = found.tree?.kind === "scalar" ? rawText(found.tree) : undefined;
      const problem = scenarioMessages.impossible(message, read, nearest);
      return { point, inWords, error: errorAt(found.place, path, problem) };
    },
  };
}
