/**
 *   search: ─► schema ─► axes: a field and its values at every share of the way
 *                          │ shares, one for each axis
 *                          ▼
 *                        a point: the scenario with these values, checked, or what is wrong with it
 */
import { z } from "zod";
import { errorAt, Refusal, type ScenarioError } from "../error.js";
import { parsePath, printPath } from "../path.js";
import { type AnySchema, schemasAt } from "../schema-walk.js";
import { checkPoint, type DesignPoint, type PointError } from "../sweep/expand.js";
import { parameterColumn, type ParameterColumn } from "../sweep/column.js";
import { standardMessage, translateIssues } from "../translate.js";
import { putInTree } from "../override.js";
import { type Entry, findInTree, type MapTree, type Plain, plainOf, type Tree, treeOf } from "../tree.js";
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
  /** What it has beside them. */
  readonly changes: readonly ChangedField[];
}

/** What a scenario has to be searched. */
export interface LoadedSearch<Value> extends SearchText {
  /** The scenario at a place, a share for each axis, with further changes; `point`: its number, for messages. */
  readonly pointAt: (
    shares: readonly number[],
    point: number,
    changes?: readonly ChangedField[],
  ) => SearchedPoint<Value> | readonly PointError[];
  /** The searched fields as columns of a table, a row for each list of parameters. */
  readonly columnsOf: (parameters: readonly (readonly Plain[])[]) => readonly ParameterColumn[];
}

export interface SearchContext {
  readonly schema: z.ZodType;
  /** The scenario without its search and sweep, as it was written. */
  readonly scenario: MapTree;
}

/** A value that a point has beside those of its axes. */
export interface ChangedField {
  readonly path: string;
  readonly value: Plain;
}

/** Reads the search of a scenario; `entry` is its entry. */
export function readSearch(entry: Entry, context: SearchContext): SearchText | readonly ScenarioError[] {
  const read = readBlock(entry, searchKey, { schema: searchSchema, context });
  if (!("block" in read)) return read;
  const { axes, block, written } = read;
  const { over: _over, ...words } = block;
  return { axes, words, written };
}

/** A block of a scenario that has fields with values under `over`. */
export interface ReadBlock<Block> {
  readonly axes: readonly SearchAxis[];
  readonly block: Block;
  /** As it was written. */
  readonly written: Plain;
}

export function readBlock<Schema extends z.ZodType>(
  { keySpan, value: tree }: Entry,
  key: string,
  { schema, context }: { readonly schema: Schema; readonly context: SearchContext },
): ReadBlock<z.output<Schema>> | readonly ScenarioError[] {
  const around: MapTree = {
    kind: "map",
    span: context.scenario.span,
    entries: new Map([[key, { keySpan, value: tree }]]),
  };
  const grammar = z.strictObject({ [key]: schema });
  const parsed = grammar.safeParse(plainOf(around), { error: () => standardMessage });
  const issues = parsed.error?.issues ?? [];
  const errors: ScenarioError[] = translateIssues(grammar, around, issues);
  const axes: SearchAxis[] = [];
  // Ranges that are none have been told of.
  const isRead = issues.every(({ path }) => path[1] !== "over");
  const over = isRead ? findInTree(tree, ["over"]).tree : undefined;
  for (const [path, entry] of over?.kind === "map" ? over.entries : []) {
    try {
      const axis = readSearchAxis({ ...context, block: [key, "over"] }, path, {
        span: entry.keySpan,
        tree: entry.value,
      });
      if (axes.some((other) => other.path === axis.path))
        throw new Refusal(errorAt(axis.span, printPath([key, "over", path]), messages.searchedTwice(axis.path)));
      axes.push(axis);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(error.error);
    }
  }
  if (errors.length > 0 || !parsed.success) return errors;
  return { axes, block: parsed.data[key] as z.output<Schema>, written: plainOf(tree) };
}

export const loadedSearch = <Schema extends z.ZodType>(
  text: SearchText,
  context: { readonly schema: Schema; readonly scenario: MapTree },
): LoadedSearch<z.output<Schema>> => ({ ...text, ...loadedAxes(text.axes, context) });

export function loadedAxes<Schema extends z.ZodType>(
  axes: readonly SearchAxis[],
  { schema, scenario }: { readonly schema: Schema; readonly scenario: MapTree },
): Pick<LoadedSearch<z.output<Schema>>, "axes" | "pointAt" | "columnsOf"> {
  return {
    axes,
    pointAt(shares, point, changes = []) {
      const { span } = scenario;
      const values = axes.map((axis, k) => axis.at(shares[k]));
      const isUsed = usedAxes(schema, scenario, { axes, values });
      const used: Pick<SearchAxis, "path" | "steps" | "span">[] = axes.filter((_, k) => isUsed[k]);
      const changed = changes.map(({ path, value }) => {
        const steps = parsePath(path) ?? [];
        return { path, steps, span, value: treeOf(value, { kind: "map", span, entries: new Map() }) };
      });
      const checked = checkPoint<Schema>(schema, scenario, {
        point,
        axes: [...used, ...changed],
        values: [...values.filter((_, k) => isUsed[k]), ...changed.map(({ value }) => value)],
      });
      if (!("parameters" in checked)) return checked;
      return { ...checked, parameters: values.map((value, k) => (isUsed[k] ? plainOf(value) : null)), changes };
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
