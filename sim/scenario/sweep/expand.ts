/** From factors to design points: every combination that meets the conditions, checked like a scenario of its own. */
import { append } from "../../units/append.js";
import type { z } from "zod";
import type { Seed } from "../../random/seed.js";
import { errorAt, Refusal, type ScenarioError } from "../error.js";
import { fillDefaults } from "../fill.js";
import { type ErrorDetail, laterError } from "../later-error.js";
import { limits } from "../limits.js";
import { putInTree } from "../override.js";
import { printPath } from "../path.js";
import { standardMessage, translateIssues } from "../translate.js";
import type { SourceSpan } from "../source.js";
import { findInTree, isRemoval, type MapTree, type Plain, plainOf, rawText, type Tree, valueCount } from "../tree.js";
import { type Axis, isInteger, magnitudeTree } from "./axes.js";
import { type ParameterColumn, parameterColumn } from "./column.js";
import { combinationFilter } from "./keep.js";
import { latinValues } from "./latin.js";
import type { Magnitude } from "./magnitude.js";
import { messages } from "./messages.js";
import type { Factor, SweepText } from "./read.js";
import { sweepKey } from "./schema.js";

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
  readonly errorFor: (path: string, message: string, detail?: ErrorDetail) => PointError;
}

export interface Design<Value> {
  readonly paths: readonly string[];
  /** The swept fields as columns of a table, a row a point. */
  readonly columns: readonly ParameterColumn[];
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
    errorAt(sweep.span, sweepKey, problem),
  ];
  if (count > limits.sweepCombinations) return refuse(messages.tooManyCombinations(count));
  const factors = sweep.factors.map((factor) => axesOf(factor, schema, seed));
  const levelOf = levelsOf(sweep.factors);
  const meetsAll = combinationFilter(sweep.conditions, { factors, scenario, levelOf });
  const kept: number[] = [];
  for (let combination = 0; combination < count; combination++) {
    const met = meetsAll(combination);
    if (typeof met === "object") return [errorAt(met.span, printPath([sweepKey, "where"]), met.problem)];
    if (met) kept.push(combination);
  }
  if (kept.length > limits.sweepPoints) return refuse(messages.tooManyPoints(kept.length));
  if (kept.length === 0) return refuse(messages.noPoints());
  const size = valueCount(scenario);
  if (kept.length * size > limits.sweepValues) return refuse(messages.tooManyValues(kept.length, size));
  const axes = factors.flatMap((together, factor) => together.map((axis) => ({ axis, factor })));
  const paths = axes.map(({ axis }) => axis.path);
  const points: DesignPoint<z.output<Schema>>[] = [];
  const wrong: PointError[] = [];
  for (const [point, combination] of kept.entries()) {
    if (wrong.length > limits.valueErrors)
      return [...joinErrors(wrong), ...refuse(messages.unchecked(kept.length - point))];
    const values = axes.map(({ axis, factor }) => axis.values[levelOf(factor, combination)]);
    const checked = checkPoint(schema, scenario, { point, axes: axes.map(({ axis }) => axis), values });
    if ("parameters" in checked) points.push(checked);
    else append(wrong, checked);
  }
  if (wrong.length > 0) return joinErrors(wrong);
  const columns = axes.map(({ axis }, k) =>
    parameterColumn(
      schema,
      axis,
      points.map(({ parameters }) => parameters[k]),
    ),
  );
  return { paths, columns, randomNumbers: sweep.randomNumbers, points };
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

const latinTrees = (whole: boolean, span: SourceSpan, values: readonly Magnitude[]): Tree[] =>
  values.map((value) => magnitudeTree(value, whole, span));

function axesOf(factor: Factor, schema: z.ZodType, seed: Seed): readonly Axis[] {
  if (factor.kind === "values") return factor.axes;
  return factor.axes.map(({ path, steps, span, bounds, written }) => ({
    path,
    steps,
    span,
    values: latinTrees(isInteger(schema, steps), span, latinValues(seed, path, bounds, factor.length)),
    written,
  }));
}

/** The last factor advances fastest, as digits of a number do. */
function levelsOf(factors: readonly Factor[]): (factor: number, combination: number) => number {
  const strides = factors.map((_, k) => factors.slice(k + 1).reduce((product, { length }) => product * length, 1));
  return (factor, combination) => Math.floor(combination / strides[factor]) % factors[factor].length;
}

/** Where a value goes, and where it was asked for. */
type Place = Pick<Axis, "path" | "steps" | "span">;

/** The scenario with values at the paths of the axes, or all that is wrong with it. */
export function checkPoint<Schema extends z.ZodType>(
  schema: Schema,
  scenario: Tree,
  { point, axes, values }: { point: number; axes: readonly Place[]; values: readonly Tree[] },
): DesignPoint<z.output<Schema>> | PointError[] {
  const wrongAt = (error: ScenarioError): PointError => ({
    point,
    inWords: axes.map(({ path }, k) => `${path} = ${rawText(values[k])}`).join(", "),
    error,
  });
  const built = build(scenario, axes, values);
  if (!("kind" in built)) return [wrongAt(built)];
  const plain = plainOf(built);
  const parsed = schema.safeParse(plain, { error: () => standardMessage });
  if (!parsed.success) return translateIssues(schema, built, parsed.error.issues).map(wrongAt);
  return {
    point,
    parameters: values.map(plainOf),
    value: parsed.data,
    written: fillDefaults(schema, plain) as Plain,
    errorFor: (path, message, detail) => wrongAt(laterError(built, path, message, detail)),
  };
}

/** The scenario with values at the paths of the axes; an error where one value leaves no room for another. */
function build(scenario: Tree, axes: readonly Place[], values: readonly Tree[]): Tree | ScenarioError {
  try {
    return axes.reduce((tree, { steps, span }, k) => {
      // A point without something that the scenario has not either.
      if (isRemoval(values[k]) && findInTree(tree, steps).tree === undefined) return tree;
      return putInTree(tree, steps, { value: values[k], span });
    }, scenario);
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    throw error;
  }
}
