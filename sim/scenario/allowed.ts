import { z } from "zod";
import { listed, listedMax, listedOr, orList } from "./listed.js";
import { findInTree, type Tree } from "./tree.js";
import { type AnySchema, definitionOf, knownKeys, schemasAt } from "./schema-walk.js";

/** What may stand at a path, in words: `a whole number from 1 to 64`, `v1, v2 or a map with a, b`. */
export function allowedAt(schema: AnySchema, steps: readonly PropertyKey[], tree?: Tree): string {
  const written = tree === undefined ? undefined : findInTree(tree, steps).tree;
  const like = written?.kind === "scalar" ? String(written.value) : undefined;
  const found = schemasAt(schema, steps, tree);
  // The words of all alternatives are one list; what else there may be stands behind it.
  const words = [...new Set(found.flatMap((each) => wordsOf(each) ?? []))];
  const others = found.filter((each) => wordsOf(each) === undefined).map((each) => describeSchema(each));
  const kinds = [...new Set(others)];
  if (kinds.length === 0) return listedOr(words, { like });
  return words.length + kinds.length > listedMax
    ? [...(words.length === 0 ? [] : [listed(words, { like })]), ...kinds].join(" or ")
    : orList([...words, ...kinds]);
}

/** The words of enumerations and literals at a path: what a misspelt one may have meant. */
export function wordsAt(schema: AnySchema, steps: readonly PropertyKey[], tree?: Tree): string[] {
  return schemasAt(schema, steps, tree).flatMap((found) => wordsOf(found) ?? []);
}

/** The words of an enumeration or a literal; undefined for any other schema. */
export function wordsOf(schema: AnySchema): string[] | undefined {
  const def = definitionOf(schema);
  if (def.type === "enum") return Object.values(def.entries).map(String);
  return def.type === "literal" ? def.values.map(String) : undefined;
}

/** One schema without wrappers that is no list of words. */
function describeSchema(schema: AnySchema): string {
  const def = definitionOf(schema);
  switch (def.type) {
    case "number":
      return describeNumber(schema);
    case "string":
      return describeText(schema);
    case "boolean":
      return "true or false";
    case "null":
      return "null";
    case "array":
    case "tuple":
      return "a list";
    case "record":
    case "object": {
      const keys = knownKeys(schema, []);
      return keys.length === 0 ? "a map" : `a map with ${listed(keys)}`;
    }
    default:
      return "a value of another kind";
  }
}

/** JSON Schema has the bounds of a schema in one place, whatever checks they come from. */
const boundsOf = (schema: AnySchema): z.core.JSONSchema.BaseSchema =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

function describeNumber(schema: AnySchema): string {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = boundsOf(schema);
  const words = [type === "integer" ? "a whole number" : "a number"];
  if (exclusiveMinimum !== undefined) words.push(`greater than ${exclusiveMinimum}`);
  else if (minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER) words.push(`from ${minimum}`);
  if (exclusiveMaximum !== undefined) words.push(`${words.length > 1 ? "and " : ""}less than ${exclusiveMaximum}`);
  else if (maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER)
    words.push(words.length > 1 ? `to ${maximum}` : `up to ${maximum}`);
  return words.join(" ");
}

/** A quantity is text with examples, and says in its description what to write. */
function describeText(schema: AnySchema): string {
  const { examples, description, minLength, maxLength } = boundsOf(schema);
  if (examples !== undefined && description !== undefined) return description;
  if (maxLength !== undefined) return `text of ${minLength ?? 0} to ${maxLength} characters`;
  return minLength === undefined || minLength <= 1 ? "text" : `text of at least ${minLength} characters`;
}
