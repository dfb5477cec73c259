import { z } from "zod";
import { nameSpelt } from "../units/spelling.js";
import { findInTree, type Tree } from "./tree.js";

/** Any zod schema, with its definition open to inspection. */
export type AnySchema = z.core.$ZodType;
type Definition = z.core.$ZodTypes["_zod"]["def"];

export function definitionOf(schema: AnySchema): Definition {
  const { _zod: internals } = schema as z.core.$ZodTypes;
  return internals.def;
}

/** The schema of what is written, without `optional`, `default`, transformations and the like around it. */
function unwrap(schema: AnySchema): AnySchema {
  const def = definitionOf(schema);
  switch (def.type) {
    case "optional":
    case "nullable":
    case "nonoptional":
    case "default":
    case "prefault":
    case "readonly":
    case "catch":
      return unwrap(def.innerType);
    case "pipe":
      return unwrap(definitionOf(def.in).type === "transform" ? def.out : def.in);
    case "lazy":
      return unwrap(def.getter());
    default:
      return schema;
  }
}

/**
 * What may stand at a path: several schemas where unions branch, none where nothing may. With the tree that was written,
 * of alternatives that a word tells apart (`kind`) only the one whose word is there.
 */
export function schemasAt(schema: AnySchema, steps: readonly PropertyKey[], tree?: Tree): AnySchema[] {
  const inner = unwrap(schema);
  const def = definitionOf(inner);
  if (def.type === "union") return optionsOf(def, tree).flatMap((option) => schemasAt(option, steps, tree));
  if (def.type === "intersection") return [def.left, def.right].flatMap((side) => schemasAt(side, steps, tree));
  if (steps.length === 0) return [inner];
  const [step, ...rest] = steps;
  const below = tree && findInTree(tree, [step]).tree;
  return childrenOf(def, step).flatMap((child) => schemasAt(child, rest, below));
}

function optionsOf(def: Extract<Definition, { type: "union" }>, tree: Tree | undefined): readonly AnySchema[] {
  const key = "discriminator" in def ? String(def.discriminator) : undefined;
  const written = key !== undefined && tree?.kind === "map" ? tree.entries.get(key)?.value : undefined;
  if (key === undefined || written?.kind !== "scalar") return def.options;
  const chosen = def.options.filter((option) =>
    schemasAt(option, [key]).some((word) => {
      const literal = definitionOf(word);
      return literal.type === "literal" && literal.values.includes(written.value);
    }),
  );
  return chosen.length > 0 ? chosen : def.options;
}

/** The schemas of what may stand one step below a definition. */
export function childrenOf(def: Definition, step: PropertyKey): AnySchema[] {
  switch (def.type) {
    case "object": {
      const known = Object.hasOwn(def.shape, step) ? def.shape[String(step)] : def.catchall;
      // A strict object has `never` for keys that it does not know.
      return known === undefined || definitionOf(known).type === "never" ? [] : [known];
    }
    case "array":
      return [def.element];
    case "tuple":
      return [def.items[Number(step)] ?? def.rest].filter((item) => item !== null);
    case "record":
      return [def.valueType];
    default:
      return [];
  }
}

/** What the schema says of the key at a path; undefined if it says nothing. */
export function descriptionAt(schema: AnySchema, steps: readonly PropertyKey[], tree?: Tree): string | undefined {
  const parents = schemasAt(schema, steps.slice(0, -1), tree);
  const [last] = steps.slice(-1);
  const children = last === undefined ? [] : parents.flatMap((parent) => childrenOf(definitionOf(parent), last));
  const said = children.map((child) => z.globalRegistry.get(child)?.description);
  return said.find((description) => description !== undefined);
}

/** The keys that a map at the path may have, in the order of the schema, each once; empty where any may. */
export function knownKeys(schema: AnySchema, steps: readonly PropertyKey[]): string[] {
  return keysAt(schema, { steps }, (child) => nameSpelt(child) === undefined);
}

interface Where {
  readonly steps: readonly PropertyKey[];
  readonly tree?: Tree | undefined;
}

function keysAt(schema: AnySchema, { steps, tree }: Where, counts: (child: AnySchema) => boolean): string[] {
  const keys = schemasAt(schema, steps, tree).flatMap((found) => {
    const def = definitionOf(found);
    if (def.type === "object") return Object.keys(def.shape).filter((key) => counts(def.shape[key]));
    return def.type === "record" ? keyNames(def.keyType) : [];
  });
  return [...new Set(keys)];
}

/** What may stand in a map, for a message: names to be listed, and all that a misspelt one may have meant. */
export interface KnownKeys {
  readonly names: readonly string[];
  readonly spelled: readonly string[];
}

export const keysKnown = (schema: AnySchema, steps: readonly PropertyKey[], tree?: Tree): KnownKeys => ({
  names: keysAt(schema, { steps, tree }, (child) => nameSpelt(child) === undefined),
  spelled: keysAt(schema, { steps, tree }, () => true),
});

function keyNames(keyType: AnySchema): string[] {
  const def = definitionOf(unwrap(keyType));
  if (def.type === "enum") return Object.values(def.entries).map(String);
  return def.type === "literal" ? def.values.map(String) : [];
}

/** The first step of a path that leads nowhere: the step, how deep it is, and what may stand there instead. */
export function unknownStep(
  schema: AnySchema,
  steps: readonly PropertyKey[],
): { readonly word: string; readonly at: number; readonly known: KnownKeys } | undefined {
  const at = steps.findIndex((_, k) => schemasAt(schema, steps.slice(0, k + 1)).length === 0);
  return at < 0 ? undefined : { word: String(steps[at]), at, known: keysKnown(schema, steps.slice(0, at)) };
}
