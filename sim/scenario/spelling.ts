/** Brings keys, words and paths to the spelling that the schema has for them. */
import { nameSpelt, plainWord } from "../units/spelling.js";
import { wordsOf } from "./allowed.js";
import { added, isListSchema, keyAddedTo } from "./additions.js";
import { errorAt, Refusal, type ScenarioError } from "./error.js";
import { messages } from "./messages.js";
import { printPath, type Step } from "./path.js";
import { type AnySchema, childrenOf, definitionOf, schemasAt } from "./schema-walk.js";
import { positionOf } from "./source.js";
import { sweepKey, sweepWords } from "./sweep/schema.js";
import { type Entry, findInTree, type MapTree, type Tree } from "./tree.js";

export interface Respelt {
  readonly tree: Tree;
  readonly errors: readonly ScenarioError[];
}

/** A value in the spelling of the schemas that may stand there; the same tree where nothing is spelt otherwise. */
export function respell(schemas: readonly AnySchema[], tree: Tree, path: readonly Step[] = []): Respelt {
  const errors: ScenarioError[] = [];
  return { tree: respelt(schemas, tree, path, errors), errors };
}

function respelt(schemas: readonly AnySchema[], tree: Tree, path: readonly Step[], errors: ScenarioError[]): Tree {
  if (schemas.length === 0) return tree;
  if (tree.kind === "scalar") {
    const value = typeof tree.value === "string" ? respellWord(schemas, tree.value) : tree.value;
    return value === tree.value ? tree : { ...tree, value };
  }
  if (tree.kind === "list") {
    const items = tree.items.map((item, k) => respelt(childSchemas(schemas, k), item, [...path, k], errors));
    return items.every((item, k) => item === tree.items[k]) ? tree : { ...tree, items };
  }
  return respeltMap(schemas, tree, path, errors);
}

function respeltMap(
  schemas: readonly AnySchema[],
  tree: MapTree,
  path: readonly Step[],
  errors: ScenarioError[],
): MapTree {
  const entries = new Map<string, Entry>();
  let isSame = true;
  for (const [key, { keySpan, value: written }] of tree.entries) {
    const { name, adds } = listAddedTo(schemas, key) ?? { name: ownName(schemas, key), adds: false };
    const value = adds ? addedOrTold(written, [...path, name], errors) : written;
    if (value === undefined) {
      isSame = false;
      continue;
    }
    const first = entries.get(name);
    if (first !== undefined) {
      errors.push(
        errorAt(keySpan, printPath([...path, key]), messages.duplicateKey(key, positionOf(first.keySpan).line)),
      );
      continue;
    }
    const child = respelt(childSchemas(schemas, name), value, [...path, name], errors);
    if (name !== key || child !== written) isSame = false;
    entries.set(name, { keySpan, value: child });
  }
  return isSame ? tree : { ...tree, entries };
}

/** The word of the schemas that a text is another spelling of, or the text. */
export function respellWord(schemas: readonly AnySchema[], text: string): string {
  const words = schemas.flatMap((schema) => wordsOf(schema) ?? []);
  if (words.length === 0 || words.includes(text) || text.length > 100) return text;
  const plain = plainWord(text);
  return words.find((word) => plainWord(word) === plain) ?? text;
}

const childSchemas = (schemas: readonly AnySchema[], step: Step): AnySchema[] =>
  schemas.flatMap((schema) => childrenOf(definitionOf(schema), step)).flatMap((child) => schemasAt(child, []));

/** The list of a map that `key+` adds to. */
function listAddedTo(schemas: readonly AnySchema[], key: string): { name: string; adds: true } | undefined {
  const bare = keyAddedTo(key);
  if (bare === undefined) return undefined;
  const name = ownName(schemas, bare);
  const isList = schemas.some((schema) => {
    const def = definitionOf(schema);
    return def.type === "object" && Object.hasOwn(def.shape, name) && schemasAt(def.shape[name], []).some(isListSchema);
  });
  return isList ? { name, adds: true } : undefined;
}

/** What is no list is told where it stands. */
function addedOrTold(value: Tree, path: readonly Step[], errors: ScenarioError[]): Tree | undefined {
  try {
    return added(value, path);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    errors.push(error.error);
    return undefined;
  }
}

function ownName(schemas: readonly AnySchema[], key: string): string {
  for (const schema of schemas) {
    const def = definitionOf(schema);
    if (def.type === "object" && Object.hasOwn(def.shape, key)) return nameSpelt(def.shape[key]) ?? key;
  }
  return key;
}

/**
 * Steps in the spelling of the schema, where keys with dots are one step each: `switches.halt.threshold`, `switches["halt.threshold"]`
 * and `switches.haltThreshold` are the same path. What the schema does not know may be a key that the scenario has.
 */
export function respellPath(schema: AnySchema, steps: readonly Step[], scenario?: Tree): Step[] {
  const found: Step[] = [];
  let schemas = schemasAt(schema, []);
  let tree: Tree | undefined = scenario;
  for (let at = 0; at < steps.length;) {
    const taken = wordsOfKey(steps, at, (key) => hasKey(schemas, tree, key));
    const step = taken === 1 ? steps[at] : steps.slice(at, at + taken).join(".");
    const name = typeof step === "string" ? ownName(schemas, step) : step;
    found.push(name);
    schemas = childSchemas(schemas, name);
    tree = tree === undefined ? undefined : findInTree(tree, [name]).tree;
    at += taken;
  }
  return found;
}

/** How many steps make the key at a place: as few as make one that is known, or one. */
function wordsOfKey(steps: readonly Step[], at: number, isKnown: (key: string) => boolean): number {
  let key = "";
  for (let end = at; end < steps.length && typeof steps[end] === "string"; end++) {
    key = end === at ? String(steps[end]) : `${key}.${steps[end]}`;
    if (isKnown(key)) return end + 1 - at;
  }
  return 1;
}

const hasKey = (schemas: readonly AnySchema[], tree: Tree | undefined, key: string): boolean =>
  (tree?.kind === "map" && tree.entries.has(key)) ||
  schemas.some((schema) => {
    const def = definitionOf(schema);
    return def.type === "object" && Object.hasOwn(def.shape, key);
  });

/**
 * A path into the sweep, where keys are paths themselves: `sweep.report.every` is `sweep["report.every"]`. A path that the
 * sweep has already is one key; of a new one everything is.
 */
export function respellSweepPath(steps: readonly Step[], scenario: Tree): Step[] {
  const begins = keysBegin(steps);
  if (begins >= steps.length) return [...steps];
  const above = steps.slice(0, begins);
  const keys = findInTree(scenario, above).tree;
  for (let end = begins + 1; end <= steps.length; end++) {
    const key = printPath(steps.slice(begins, end));
    if (keys?.kind === "map" && keys.entries.has(key)) return [...above, key, ...steps.slice(end)];
  }
  const only = steps.length === begins + 1 ? String(steps[begins]) : printPath(steps.slice(begins));
  return [...above, only];
}

/** From which step on a path into the sweep is a path into the scenario. */
function keysBegin([, word, next]: readonly Step[]): number {
  if (word === "zip") return typeof next === "number" ? 3 : 2;
  if (word === "latin") return next === "over" ? 3 : Infinity;
  return (sweepWords as readonly Step[]).includes(word) ? Infinity : 1;
}

export const isSweepPath = (steps: readonly Step[]): boolean => steps[0] === sweepKey && steps.length > 1;
