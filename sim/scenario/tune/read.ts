/** `tune:` ─► schema ─► axes, as of a search, and words that `sim/experiment/tune` reads. */
import type { z } from "zod";
import { errorAt, Refusal, type ScenarioError } from "../error.js";
import { type LoadedSearch, loadedAxes, readBlock, type SearchContext } from "../search/read.js";
import type { SearchAxis } from "../search/axis.js";
import { checkPath, isInteger } from "../sweep/axes.js";
import { scaledText } from "../sweep/magnitude.js";
import { parsePath, printPath } from "../path.js";
import { type Entry, findInTree, type MapTree, type Plain, type Tree } from "../tree.js";
import { messages } from "./messages.js";
import { tuneKey, tuneSchema } from "./schema.js";

export type TuneWords = Omit<z.output<typeof tuneSchema>, "over">;

/** A tuning that was understood, but for the words of what it is for. */
export interface TuneText {
  readonly axes: readonly SearchAxis[];
  readonly words: TuneWords;
  /** As it was written. */
  readonly written: Plain;
}

/** What a scenario has to be tuned. */
export interface LoadedTune<Value> extends TuneText, Pick<LoadedSearch<Value>, "axes" | "pointAt" | "columnsOf"> {
  /** A number or quantity times a factor, as the field at the path would write it; undefined: it is none, or stays the same. */
  readonly scaled: (path: string, value: Plain, factor: number) => Plain | undefined;
}

/** Reads the tuning of a scenario; `entry` is its entry. */
export function readTune(entry: Entry, context: SearchContext): TuneText | readonly ScenarioError[] {
  const read = readBlock(entry, tuneKey, { schema: tuneSchema, context });
  const numbered = readPaths(entry.value, context);
  if (!("block" in read)) return "error" in numbered ? [...read, numbered.error] : read;
  if ("error" in numbered) return [numbered.error];
  const { over: _over, ...words } = read.block;
  const paths = { ...words.paths, ...numbered };
  return { axes: read.axes, words: { ...words, paths }, written: read.written };
}

/** The field by whose number futures are told apart, if the tuning names one. */
function readPaths(tree: Tree, context: SearchContext): { readonly over?: string } | { readonly error: ScenarioError } {
  const { tree: word, span } = findInTree(tree, ["paths", "over"]);
  const path = word?.kind === "scalar" ? word.value : undefined;
  if (typeof path !== "string") return {};
  try {
    const { steps } = checkPath({ ...context, block: [tuneKey, "paths", "over"] }, path, span);
    if (isInteger(context.schema, steps)) return { over: printPath(steps) };
    return { error: errorAt(span, `${tuneKey}.paths.over`, messages.noNumberOfPaths(path)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { error: error.error };
  }
}

export const loadedTune = <Schema extends z.ZodType>(
  text: TuneText,
  context: { readonly schema: Schema; readonly scenario: MapTree },
): LoadedTune<z.output<Schema>> => ({
  ...text,
  ...loadedAxes(text.axes, context),
  scaled(path, value, factor) {
    const steps = parsePath(path);
    return steps === undefined ? undefined : scaledText(value, factor, isInteger(context.schema, steps));
  },
});
