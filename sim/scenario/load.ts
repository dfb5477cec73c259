/**
 *   file ─► readSource ─► parseYaml ─► values with places ─┐
 *     └─ extends: the same for each file below it ─────────┤ merged, --set on top, files read in, sweep: taken out (sweep/)
 *                                                          ▼
 *                      ScenarioErrors ◄─ translateIssues ◄─ schema ─► value, and everything written out
 */
import { append } from "../units/append.js";
import type { z } from "zod";
import { locating, type ScenarioError } from "./error.js";
import { readChain } from "./extends.js";
import { fillDefaults } from "./fill.js";
import { type ErrorDetail, laterError } from "./later-error.js";
import { applyOverrides, type Override } from "./override.js";
import type { Seed } from "../random/seed.js";
import { type Design, type ExpandOptions, expandSweep } from "./sweep/expand.js";
import { readSweep, type SweepText } from "./sweep/read.js";
import { sweepKey } from "./sweep/schema.js";
import { type LoadedSearch, loadedSearch, readSearch, type SearchText } from "./search/read.js";
import { searchKey } from "./search/schema.js";
import { type LoadedTune, loadedTune, readTune, type TuneText } from "./tune/read.js";
import { tuneKey } from "./tune/schema.js";
import { readTextFiles } from "./text-files.js";
import { standardMessage, translateIssues } from "./translate.js";
import { findInTree, isRemoval, type MapTree, type Plain, plainOf, type Tree, treeOf, withoutKey } from "./tree.js";

export interface LoadOptions<Schema extends z.ZodType> {
  /** What a scenario may say; its objects must be strict. */
  readonly schema: Schema;
  /** `--set path=value` arguments, and flags that stand for one, applied in their order. */
  readonly overrides?: readonly Override[];
  /** Folder that files may be extended from; that of the project (`root.ts`) unless given. */
  readonly root?: string | undefined;
  /** What the file says, where it is part of another one; errors are placed in it as in a file of the name. */
  readonly text?: string;
}

export interface LoadedScenario<Value> {
  readonly ok: true;
  /** As the program uses it. */
  readonly value: Value;
  /** As it would be written, `extends` and `--set` merged in and every default filled in, in the order of the schema. */
  readonly written: Plain;
  /** As the files and `--set` say it: the same without the defaults. */
  readonly given: Plain;
  /** The file itself, then what it extends. */
  readonly files: readonly string[];
  /** The sweep that it has, which `value` and `written` leave out. */
  readonly sweep: LoadedSweep<Value> | undefined;
  /** What of it is to be searched, which `value` and `written` leave out. */
  readonly search: LoadedSearch<Value> | undefined;
  /** What of it is to be tuned, which `value` and `written` leave out. */
  readonly tune: LoadedTune<Value> | undefined;
  /** An error found later (a network that cannot be), at the place where the value at the path was written. */
  readonly errorFor: (path: string, message: string, detail?: ErrorDetail) => ScenarioError;
}

export interface LoadedSweep<Value> {
  /** As it was written. */
  readonly written: Plain;
  /** All points, each checked as a scenario, or all that is wrong with any of them. */
  readonly expand: () => Design<Value> | readonly ScenarioError[];
}

export interface FailedScenario {
  readonly ok: false;
  /** All of them, in the order of files and lines. */
  readonly errors: readonly ScenarioError[];
}

/**
 * Reads, merges and checks a scenario file. Never throws for what is in the file: what it throws (`LoadingFailure`) is a
 * bug.
 */
export function loadScenario<Schema extends z.ZodType>(
  path: string,
  options: LoadOptions<Schema>,
): LoadedScenario<z.output<Schema>> | FailedScenario {
  return locating<LoadedScenario<z.output<Schema>> | FailedScenario>(
    path,
    () => load(path, options),
    (error) => ({ ok: false, errors: [error] }),
  );
}

function load<Schema extends z.ZodType>(
  path: string,
  { schema, overrides = [], root, text }: LoadOptions<Schema>,
): LoadedScenario<z.output<Schema>> | FailedScenario {
  const chain = readChain(path, schema, { root, text });
  if (chain.tree === undefined) return { ok: false, errors: chain.errors };
  const set = applyOverrides(chain.tree, overrides, schema);
  const { tree: whole, errors: unread } = readTextFiles(set.tree, { schema, file: path, root });
  const errors = [...set.errors, ...unread];
  const { tree, sweep, search, tune } = takeBeside(whole, schema);
  const plain = plainOf(tree);
  const parsed = schema.safeParse(plain, { error: () => standardMessage });
  const found = [
    ...chain.errors,
    ...errors,
    ...[sweep, search, tune].flatMap((beside) => (isErrors(beside) ? beside : [])),
  ];
  if (!parsed.success) {
    // What was refused as it was read needs no second opinion.
    const known = new Set(found.map(positionKey));
    // What the missing file says may be what is missing, or what a null takes away.
    const isWritten = ({ path: steps }: z.core.$ZodIssue): boolean => {
      const found = findInTree(tree, steps).tree;
      return found !== undefined && !isRemoval(found);
    };
    const issues = chain.complete ? parsed.error.issues : parsed.error.issues.filter(isWritten);
    append(
      found,
      translateIssues(schema, tree, issues).filter((error) => !known.has(positionKey(error))),
    );
  }
  if (!parsed.success || found.length > 0 || isErrors(sweep) || isErrors(search) || isErrors(tune))
    return { ok: false, errors: inOrder(found, chain.files) };
  const written = fillDefaults(schema, plain) as Plain;
  return {
    ok: true,
    value: parsed.data,
    written,
    given: plain,
    files: chain.files,
    sweep:
      sweep === undefined
        ? undefined
        : loadedSweep(path, sweep, { schema, scenario: treeOf(written, tree) as MapTree, seed: seedOf(written) }),
    search: search === undefined ? undefined : loadedSearch(search, { schema, scenario: tree as MapTree }),
    tune: tune === undefined ? undefined : loadedTune(tune, { schema, scenario: tree as MapTree }),
    errorFor: (at, message, detail) => laterError(whole, at, message, detail),
  };
}

const isErrors = (
  beside: SweepText | SearchText | TuneText | readonly ScenarioError[] | undefined,
): beside is readonly ScenarioError[] => Array.isArray(beside);

interface Beside {
  readonly tree: Tree;
  readonly sweep?: ReturnType<typeof readSweep>;
  readonly search?: ReturnType<typeof readSearch>;
  readonly tune?: ReturnType<typeof readTune>;
}

/** Parts the sweep, the search and the tuning from what they vary. */
function takeBeside(tree: Tree, schema: z.ZodType): Beside {
  if (tree.kind !== "map") return { tree };
  const keys = [sweepKey, searchKey, tuneKey];
  const [swept, searched, tuned] = keys.map((key) => tree.entries.get(key));
  const scenario = keys.reduce((left, key) => (left.entries.has(key) ? withoutKey(left, key) : left), tree);
  const context = { schema, scenario };
  return {
    tree: scenario,
    ...(swept !== undefined && { sweep: readSweep(swept, context) }),
    ...(searched !== undefined && { search: readSearch(searched, context) }),
    ...(tuned !== undefined && { tune: readTune(tuned, context) }),
  };
}

function loadedSweep<Schema extends z.ZodType>(
  path: string,
  sweep: SweepText,
  options: ExpandOptions<Schema>,
): LoadedSweep<z.output<Schema>> {
  return {
    written: sweep.written,
    expand: () =>
      locating<Design<z.output<Schema>> | readonly ScenarioError[]>(
        path,
        () => expandSweep(sweep, options),
        (error) => [error],
      ),
  };
}

/** What draws of a sweep begin with; a schema without a seed has always the same. */
function seedOf(written: Plain): Seed {
  const seed = typeof written === "object" && written !== null && !Array.isArray(written) ? written["seed"] : undefined;
  return typeof seed === "number" || typeof seed === "string" ? seed : 0;
}

const positionKey = ({ file, line, column }: ScenarioError): string => `${file}:${line}:${column}`;

/** Files in the order of the chain, `--set` last; within a file by place, then as found. */
function inOrder(errors: readonly ScenarioError[], files: readonly string[]): ScenarioError[] {
  const rank = (file: string): number => (files.includes(file) ? files.indexOf(file) : files.length);
  return errors
    .map((error, k) => ({ error, k }))
    .sort(
      (a, b) =>
        rank(a.error.file) - rank(b.error.file) ||
        a.error.line - b.error.line ||
        a.error.column - b.error.column ||
        a.k - b.k,
    )
    .map(({ error }) => error);
}
