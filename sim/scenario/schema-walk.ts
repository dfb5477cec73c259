import { z } from "zod";
import { nameSpelt } from "../units/spelling.js";

/** Any zod schema, with its definition open to inspection. */
export type AnySchema = z.core.$ZodType;
type Definition = z.core.$ZodTypes["_zod"]["def"];

export function definitionOf(schema: AnySchema): Definition {
  const { _zod: internals } = schema as z.core.$ZodTypes;
  return internals.def;
}

/** The schema of what is written, without `optional`, `default`, transformations and the like around it. */
export function unwrap(schema: AnySchema): AnySchema {
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

/** What may stand at a path: several schemas where unions branch, none where nothing may. */
export function schemasAt(schema: AnySchema, steps: readonly PropertyKey[]): AnySchema[] {
  const inner = unwrap(schema);
  const def = definitionOf(inner);
  if (def.type === "union") return def.options.flatMap((option) => schemasAt(option, steps));
  if (def.type === "intersection") return [def.left, def.right].flatMap((side) => schemasAt(side, steps));
  if (steps.length === 0) return [inner];
  const [step, ...rest] = steps;
  return childrenOf(def, step).flatMap((child) => schemasAt(child, rest));
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
export function descriptionAt(schema: AnySchema, steps: readonly PropertyKey[]): string | undefined {
  const parents = schemasAt(schema, steps.slice(0, -1));
  const [last] = steps.slice(-1);
  const children = last === undefined ? [] : parents.flatMap((parent) => childrenOf(definitionOf(parent), last));
  const said = children.map((child) => z.globalRegistry.get(child)?.description);
  return said.find((description) => description !== undefined);
}

/** The keys that a map at the path may have, in the order of the schema, each once; empty where any may. */
export function knownKeys(schema: AnySchema, steps: readonly PropertyKey[]): string[] {
  return keysAt(schema, steps, (child) => nameSpelt(child) === undefined);
}

function keysAt(schema: AnySchema, steps: readonly PropertyKey[], counts: (child: AnySchema) => boolean): string[] {
  const keys = schemasAt(schema, steps).flatMap((found) => {
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

export const keysKnown = (schema: AnySchema, steps: readonly PropertyKey[]): KnownKeys => ({
  names: knownKeys(schema, steps),
  spelled: keysAt(schema, steps, () => true),
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
