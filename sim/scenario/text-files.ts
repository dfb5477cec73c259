/** Puts what a file says in the place of its name, where a scenario names one (`sim/units/text-file.ts`). */
import { dirname, isAbsolute, join } from "node:path";
import { isFileName, isTextFile } from "../units/text-file.js";
import { errorAt, type Problem, Refusal, type ScenarioError } from "./error.js";
import { messages } from "./messages.js";
import { printPath, type Step } from "./path.js";
import { readSource } from "./read-file.js";
import { isWithin, projectFolder } from "./root.js";
import { shippedFolder } from "./shipped.js";
import { type AnySchema, schemasAt } from "./schema-walk.js";
import type { ScalarTree, Tree } from "./tree.js";

export interface TextFilesOptions {
  readonly schema: AnySchema;
  /** The scenario's own file: what `--set` names is relative to it. */
  readonly file: string;
  /** Folder that the files must lie in; the project of the scenario's own unless given. */
  readonly root?: string | undefined;
}

export interface WithTexts {
  readonly tree: Tree;
  readonly errors: readonly ScenarioError[];
}

/** The values with all such texts read, and what cannot be. A text keeps the place where its file is named. */
export function readTextFiles(whole: Tree, { schema, file, root = projectFolder(file) }: TextFilesOptions): WithTexts {
  const errors: ScenarioError[] = [];
  const read = (named: ScalarTree, path: readonly Step[]): Tree => {
    try {
      return { ...named, value: textNamed(named, path, { file, root }) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(error.error);
      return named;
    }
  };
  const visit = (tree: Tree, path: readonly Step[]): Tree => {
    if (tree.kind === "list") {
      const items = tree.items.map((item, k) => visit(item, [...path, k]));
      return items.every((item, k) => item === tree.items[k]) ? tree : { ...tree, items };
    }
    if (tree.kind === "map") {
      const entries = [...tree.entries].map(
        ([key, entry]) => [key, { ...entry, value: visit(entry.value, [...path, key]) }] as const,
      );
      const isSame = entries.every(([key, { value }]) => value === tree.entries.get(key)?.value);
      return isSame ? tree : { ...tree, entries: new Map(entries) };
    }
    // Only a text can name a file, and few of them have a dot or a slash: the schema is asked of those alone.
    const isName = typeof tree.value === "string" && /[./\\]/.test(tree.value) && isFileName(tree.value);
    return isName && schemasAt(schema, path, whole).some(isTextFile) ? read(tree, path) : tree;
  };
  return { tree: visit(whole, []), errors };
}

function textNamed(
  { span, value, raw }: ScalarTree,
  path: readonly Step[],
  { file, root }: { readonly file: string; readonly root: string },
): string {
  const name = String(value);
  const refuse = (problem: Problem): Refusal => new Refusal(errorAt(span, printPath(path), problem));
  // A backslash is a separator on some systems: the same scenario must be refused on all.
  if (isAbsolute(name) || name.includes("\\")) throw refuse(messages.fileNotRelative(raw));
  const from = span.source.name.startsWith("--") ? file : span.source.name;
  const found = join(dirname(from), name);
  // A scenario that comes with the program brings its files with it, whoever extends it.
  const isShipped = isWithin(shippedFolder(), from) && isWithin(shippedFolder(), found);
  if (!isShipped && !isWithin(root, found)) throw refuse(messages.fileOutside(raw, root));
  const { text } = readSource(found, { ...span, path: printPath(path) });
  if (isFileName(text.trimEnd())) throw refuse(messages.oneLineFile(raw));
  return text;
}
