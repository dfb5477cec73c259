/** `key+`: entries that are added to a list, of the file that is extended or of the scenario that a value is set in. */
import { errorAt, Refusal } from "./error.js";
import { messages } from "./messages.js";
import { printPath, type Step } from "./path.js";
import { type AnySchema, definitionOf, schemasAt } from "./schema-walk.js";
import { rawText, type Tree } from "./tree.js";

/** What stands behind the name of a list that is added to. */
export const plus = "+";

/** The key whose list is added to: `items` for `items+`; undefined for any other key. */
export const keyAddedTo = (key: string): string | undefined =>
  key.length > 1 && key.endsWith(plus) ? key.slice(0, -1) : undefined;

export const isListSchema = (schema: AnySchema): boolean => definitionOf(schema).type === "array";

/** A path without the plus at its end, where a list stands at the path. */
export function withoutPlus(
  schema: AnySchema,
  steps: readonly Step[],
): { readonly steps: Step[]; readonly adds: boolean } {
  const last = steps[steps.length - 1];
  const key = typeof last === "string" ? keyAddedTo(last) : undefined;
  if (key === undefined) return { steps: [...steps], adds: false };
  const bare = [...steps.slice(0, -1), key];
  const adds = schemasAt(schema, bare).some(isListSchema);
  return { steps: adds ? bare : [...steps], adds };
}

/** A list as one that is added. Throws `Refusal` at a value that is none. */
export function added(value: Tree, path: readonly Step[]): Tree {
  if (value.kind === "list") return { ...value, isAdded: true };
  throw new Refusal(errorAt(value.span, `${printPath(path)}${plus}`, messages.addsNoList(rawText(value))));
}
