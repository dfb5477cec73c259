/**
 *   search: ─► schema ─► axes: a field and its values at every share of the way
 *                          │ shares, one for each axis
 *                          ▼
 *                        a point: the scenario with these values, checked, or what is wrong with it
 */
import { z } from "zod";
import { errorAt, Refusal, type ScenarioError } from "../error.js";
import { printPath } from "../path.js";
import { type AnySchema, schemasAt } from "../schema-walk.js";
import { checkPoint, type DesignPoint, type PointError } from "../sweep/expand.js";
import { parameterColumn, type ParameterColumn } from "../sweep/column.js";
import { standardMessage, translateIssues } from "../translate.js";
import { putInTree } from "../override.js";
import { type Entry, findInTree, type MapTree, type Plain, plainOf, type Tree } from "../tree.js";
import { readSearchAxis, type SearchAxis } from "./axis.js";
import { messages } from "./messages.js";
import { searchKey, searchSchema } from "./schema.js";

export type SearchWords = Omit<z.output<typeof searchSchema>, "over">;

/** A search that was understood, but for the words of what it is for. */
export interface SearchText {
  readonly axes: readonly SearchAxis[];
  readonly words: SearchWords;
  /** As it was written. */
  readonly written: Plain;
}

export interface SearchedPoint<Value> extends DesignPoint<Value> {
  /** Null where a field is none of the scenario with these values, as a parameter of another kind. */
  readonly parameters: readonly Plain[];
}

/** What a scenario has to be searched. */
export interface LoadedSearch<Value> extends SearchText {
  /** The scenario at a place, a share for each axis; `point`: its number, for messages. */
  readonly pointAt: (shares: readonly number[], point: number) => SearchedPoint<Value> | readonly PointError[];
  /** The searched fields as columns of a table, a row for each list of parameters. */
  readonly columnsOf: (parameters: readonly (readonly Plain[])[]) => readonly ParameterColumn[];
}

interface Context {
  readonly schema: z.ZodType;
  /** The scenario without its search and sweep, as it was written. */
  readonly scenario: MapTree;
}

/** Reads the search of a scenario; `entry` is its entry. */
export function readSearch({ keySpan, value: tree }: Entry, context: Context): SearchText | readonly ScenarioError[] {
  const around: MapTree = {
    kind: "map",
    span: context.scenario.span,
    entries: new Map([[searchKey, { keySpan, value: tree }]]),
  };
  const grammar = z.strictObject({ [searchKey]: searchSchema });
  const parsed = grammar.safeParse(plainOf(around), { error: () => standardMessage });
  if (!parsed.success) return translateIssues(grammar, around, parsed.error.issues);
  const { over: _over, ...words } = parsed.data[searchKey];
  const over = findInTree(tree, ["over"]).tree;
  const errors: ScenarioError[] = [];
  const axes: SearchAxis[] = [];
  for (const [path, entry] of over?.kind === "map" ? over.entries : []) {
    try {
      const axis = readSearchAxis({ ...context, block: searchKey }, path, { span: entry.keySpan, tree: entry.value });
      if (axes.some((other) => other.path === axis.path))
        throw new Refusal(errorAt(axis.span, printPath([searchKey, path]), messages.searchedTwice(axis.path)));
      axes.push(axis);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(error.error);
    }
  }
  return errors.length > 0 ? errors : { axes, words, written: plainOf(tree) };
}

export function loadedSearch<Schema extends z.ZodType>(
  { axes, ...text }: SearchText,
  { schema, scenario }: { readonly schema: Schema; readonly scenario: MapTree },
): LoadedSearch<z.output<Schema>> {
  return {
    ...text,
    axes,
    pointAt(shares, point) {
      const values = axes.map((axis, k) => axis.at(shares[k]));
      const isUsed = usedAxes(schema, scenario, { axes, values });
      const used = axes.filter((_, k) => isUsed[k]);
      const checked = checkPoint<Schema>(schema, scenario, {
        point,
        axes: used,
        values: values.filter((_, k) => isUsed[k]),
      });
      if (!("parameters" in checked)) return checked;
      return { ...checked, parameters: values.map((value, k) => (isUsed[k] ? plainOf(value) : null)) };
    },
    columnsOf: (parameters) =>
      axes.map(({ path, steps, span, written }, k) => {
        const values = parameters.map((row) => row[k]);
        const trees = values.map((value): Tree => ({ kind: "scalar", span, value: scalarOf(value), raw: "" }));
        return parameterColumn(schema, { path, steps, span, values: trees, written }, values);
      }),
  };
}

/** A list or map, which a field may be, is a word of its own. */
const scalarOf = (value: Plain): null | boolean | number | string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : value;

/** Words first, since they decide which fields there are: a parameter of one kind is none of another. */
function usedAxes(
  schema: AnySchema,
  scenario: Tree,
  { axes, values }: { readonly axes: readonly SearchAxis[]; readonly values: readonly Tree[] },
): readonly boolean[] {
  const isUsed = axes.map(() => false);
  let tree = scenario;
  for (const isOrdered of [false, true])
    for (const [k, axis] of axes.entries()) {
      if (axis.isOrdered !== isOrdered || schemasAt(schema, axis.steps, tree).length === 0) continue;
      isUsed[k] = true;
      tree = putInTree(tree, axis.steps, { value: values[k], span: axis.span });
    }
  return isUsed;
}
