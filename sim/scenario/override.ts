import { append } from "../units/append.js";
import { errorAt, type Problem, Refusal, type ScenarioError } from "./error.js";
import { messages } from "./messages.js";
import { parseYaml } from "./parse-yaml.js";
import { parsePath, printPath, type Step } from "./path.js";
import { type AnySchema, schemasAt } from "./schema-walk.js";
import { added, withoutPlus } from "./additions.js";
import { makeSource, type SourceSpan, type Source } from "./source.js";
import { isSweepPath, respell, respellPath, respellSweepPath } from "./spelling.js";
import { isRemoval, placedOver, rawText, type Tree, withoutKey } from "./tree.js";

export interface Overridden {
  readonly tree: Tree;
  readonly errors: readonly ScenarioError[];
}

/** An argument of `--set`, or what another flag stands for: `--seed 7` is `seed=7`. */
export type Override = string | { readonly flag: string; readonly text: string };

/** Applies `path=value` arguments in their order; a value is read as YAML: `5`, `50 ms`, `[1, 2]`. */
export function applyOverrides(tree: Tree, overrides: readonly Override[], schema: AnySchema): Overridden {
  const errors: ScenarioError[] = [];
  overrides.forEach((override, k) => {
    try {
      const set = typeof override === "string";
      const source = set ? makeSource("--set", override, k) : makeSource(override.flag, override.text);
      const { tree: changed, errors: wrong } = applyOne(tree, source, schema);
      tree = changed;
      append(errors, wrong);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(error.error);
    }
  });
  return { tree, errors };
}

function applyOne(tree: Tree, source: Source, schema: AnySchema): Overridden {
  const { text } = source;
  // The first "=" that is not part of a quoted key: the value may hold more of them.
  const equals = (/^(?:\["(?:[^"\\]|\\.)*"\]|[^="])*(?==)/.exec(text)?.[0] ?? text).length;
  if (equals === text.length)
    throw new Refusal(errorAt({ source, offset: 0, length: equals }, "", messages.setNotAnAssignment(source.name)));
  const pathText = text.slice(0, equals).trim();
  const pathSpan: SourceSpan = { source, offset: 0, length: equals };
  const written = parsePath(pathText);
  if (written === undefined) throw new Refusal(errorAt(pathSpan, "", messages.setBadPath(pathText)));
  const { steps, adds } = withoutPlus(
    schema,
    isSweepPath(written) ? respellSweepPath(written, tree) : respellPath(schema, written, tree),
  );
  const respelt = respell(schemasAt(schema, steps), valueOf(source, equals + 1, steps), steps);
  const value = adds ? added(respelt.tree, steps) : respelt.tree;
  return { tree: putInTree(tree, steps, { value, span: pathSpan }), errors: respelt.errors };
}

function valueOf(source: Source, from: number, steps: readonly Step[]): Tree {
  // Blanks in front of the value keep its column.
  const blanked = { ...source, text: " ".repeat(from) + source.text.slice(from) };
  if (blanked.text.trim() === "") {
    return { kind: "scalar", span: { source, offset: from, length: 0 }, value: null, raw: "" };
  }
  const { tree, errors } = parseYaml(blanked, steps);
  const [error] = errors;
  if (error !== undefined) throw new Refusal({ ...error, excerpt: { ...error.excerpt, text: source.text } });
  return replaceSource(tree as Tree, source);
}

/** The places shall show the whole argument, not the blanked one. */
function replaceSource(tree: Tree, source: Source): Tree {
  const span = { ...tree.span, source };
  if (tree.kind === "scalar") return { ...tree, span };
  if (tree.kind === "list") return { ...tree, span, items: tree.items.map((item) => replaceSource(item, source)) };
  const entries = [...tree.entries].map(
    ([key, { keySpan, value }]) =>
      [key, { keySpan: { ...keySpan, source }, value: replaceSource(value, source) }] as const,
  );
  return { ...tree, span, entries: new Map(entries) };
}

/** What is put into a tree, and where it was asked for. */
export interface Put {
  readonly value: Tree;
  readonly span: SourceSpan;
}

/**
 * A copy of the tree with a value at the path, or without one where `null` is put. What is not there yet is made; the schema
 * judges it afterwards. Throws `Refusal` where the path cannot be followed.
 */
export const putInTree = (tree: Tree, steps: readonly Step[], what: Put): Tree => put(tree, steps, 0, what);

function put(tree: Tree | undefined, steps: readonly Step[], depth: number, what: Put): Tree {
  if (depth === steps.length) return placedOver(tree, what.value);
  const step = steps[depth];
  const refuse = (problem: Problem): Refusal =>
    new Refusal(errorAt(what.span, printPath(steps.slice(0, depth)), problem));
  if (typeof step === "number") {
    const list = tree ?? { kind: "list", span: what.span, items: [] };
    if (list.kind !== "list") throw refuse(messages.setNotAList(rawText(list)));
    if (step > list.items.length) throw refuse(messages.setIndex(step, list.items.length));
    const items = [...list.items];
    items[step] = put(items[step], steps, depth + 1, what);
    return { ...list, items };
  }
  if (step === "__proto__" || step === "constructor" || step === "prototype") throw refuse(messages.forbiddenKey(step));
  const map: Tree = tree ?? { kind: "map", span: what.span, entries: new Map() };
  if (map.kind !== "map") throw refuse(messages.setNotAMap(step, rawText(map)));
  const before = map.entries.get(step);
  if (before !== undefined && depth === steps.length - 1 && isRemoval(what.value)) {
    const removed = new Map([...(map.removed ?? []), [step, what.value.span]]);
    return { ...withoutKey(map, step), removed };
  }
  const value = put(before?.value, steps, depth + 1, what);
  const keySpan = before === undefined || depth === steps.length - 1 ? what.span : before.keySpan;
  return { ...map, entries: new Map([...map.entries, [step, { keySpan, value }]]) };
}
