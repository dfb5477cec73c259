import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { append } from "../units/append.js";
import { errorAt, Refusal, type ScenarioError } from "./error.js";
import { limits } from "./limits.js";
import { messages } from "./messages.js";
import { parseYaml } from "./parse-yaml.js";
import { readSource } from "./read-file.js";
import { isWithin, projectFolder } from "./root.js";
import { type AnySchema, schemasAt } from "./schema-walk.js";
import { namesShipped, shippedFile, shippedFolder, shippedNames } from "./shipped.js";
import { makeSource, type SourceSpan } from "./source.js";
import { respell } from "./spelling.js";
import { standardInput } from "./standard-input.js";
import { sweepKey } from "./sweep/schema.js";
import { searchKey } from "./search/schema.js";
import { tuneKey } from "./tune/schema.js";
import { isRemoval, type MapTree, mergeTrees, rawText, type Tree, withoutKey } from "./tree.js";

/** The key by which a scenario stands on another file. */
export const extendsKey = "extends";

export interface Chain {
  /** Everything merged, the named file uppermost; undefined if a file could not be used. */
  readonly tree: Tree | undefined;
  /** The named file first, then what it extends. */
  readonly files: readonly string[];
  readonly errors: readonly ScenarioError[];
  /** False if a file of the chain could not be used, so that values may be missing for no fault of their own. */
  readonly complete: boolean;
}

/**
 * Reads a file and what it extends. A value keeps the place where it was written. Paths are relative to the file that
 * names them and may not leave the root: the project of the first one, unless another folder is named. Standard input lies in
 * the working directory; shipped scenarios are reached by their names from everywhere.
 */
export function readChain(
  path: string,
  schema: AnySchema,
  { root = projectFolder(path), text }: { readonly root?: string | undefined; readonly text?: string | undefined } = {},
): Chain {
  const files: string[] = [];
  const errors: ScenarioError[] = [];
  const layers: MapTree[] = [];
  let next: Next | undefined = firstOf(path, root);
  try {
    while (next !== undefined) {
      files.push(next.path);
      const isGiven = text !== undefined && next.from === undefined;
      const parsed = parseYaml(isGiven ? makeSource(path, text) : readSource(next.path, next.from));
      append(errors, parsed.errors);
      if (parsed.tree === undefined) break;
      if (parsed.tree.kind !== "map") {
        errors.push(errorAt(parsed.tree.span, "", messages.notAMap(rawText(parsed.tree))));
        break;
      }
      const respelt = respell(schemasAt(schema, []), parsed.tree);
      append(errors, respelt.errors);
      layers.push(respelt.tree as MapTree);
      next = extended(parsed.tree, files, next.root);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    errors.push(error.error);
  }
  const tree = layers
    .map(withoutExtends)
    .reduceRight<Tree | undefined>(
      (lower, upper) => (lower === undefined ? upper : mergeTrees(withoutReplaced(lower, upper), upper)),
      undefined,
    );
  return { tree, files, errors, complete: layers.length === files.length && next === undefined };
}

/** A file to be read, where it was named, and what it may extend. */
interface Next {
  readonly path: string;
  readonly from?: SourceSpan;
  readonly root: string;
}

/** The file itself, standard input, or a shipped scenario by its name; one that is not there is told by its reader. */
function firstOf(path: string, root: string): Next {
  if (path === standardInput.word) return { path: standardInput.name, root };
  const shipped = namesShipped(path) ? shippedFile(path) : undefined;
  return shipped === undefined ? { path, root } : { path: shipped, root: shippedFolder() };
}

function extended(tree: MapTree, files: readonly string[], root: string): Next | undefined {
  const named = tree.entries.get(extendsKey)?.value;
  if (named === undefined) return undefined;
  const refuse = (problem: Parameters<typeof errorAt>[2]): Refusal =>
    new Refusal(errorAt(named.span, extendsKey, problem));
  if (named.kind !== "scalar" || typeof named.value !== "string" || named.value === "")
    throw refuse(messages.extendsNotAPath(rawText(named)));
  const isShipped = namesShipped(named.value);
  const path = isShipped ? shippedFile(named.value) : join(dirname(files[files.length - 1]), named.value);
  if (path === undefined) throw refuse(messages.notShipped(named.raw, named.value, shippedNames()));
  // A backslash is a separator on some systems: the same scenario must be refused on all.
  if (isAbsolute(named.value) || named.value.includes("\\")) throw refuse(messages.extendsNotRelative(named.raw));
  if (!isShipped && !isWithin(root, path)) throw refuse(messages.extendsOutside(named.raw, relative(".", root) || "."));
  const chain = [...files, path];
  if (files.some((file) => resolve(file) === resolve(path))) throw refuse(messages.extendsCycle(chain));
  if (chain.length > limits.extendsDepth) throw refuse(messages.extendsTooLong(chain));
  return { path, from: named.span, root: isShipped ? shippedFolder() : root };
}

const withoutExtends = (tree: MapTree): MapTree => withoutKey(tree, extendsKey);

/** A sweep is one thing, and so are a search and a tuning: written again, it replaces the one below. */
const withoutReplaced = (lower: Tree, upper: MapTree): Tree =>
  [sweepKey, searchKey, tuneKey].reduce((left, key) => {
    const written = upper.entries.get(key)?.value;
    const isReplaced = left.kind === "map" && written !== undefined && !isRemoval(written);
    return isReplaced ? withoutKey(left, key) : left;
  }, lower);
