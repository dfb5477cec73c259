import { plainWord } from "../units/spelling.js";
import { printPath, type Step } from "./path.js";
import { type AnySchema, definitionOf, knownKeys, schemasAt } from "./schema-walk.js";
import type { Tree } from "./tree.js";

/**
 * Where a field stands that was looked for at the top of the scenario: `queue.size` for `size`, `servers[0].speed`
 * for `speed`. Undefined if no map, and no list of maps, at the top has it.
 */
export function elsewhere(schema: AnySchema, steps: readonly Step[]): string | undefined {
  const written = steps.join(".");
  const plain = plainWord(written);
  for (const above of knownKeys(schema, [])) {
    for (const place of placesBelow(schema, above)) {
      const names = namesAt(schema, place);
      const found = names.includes(written) ? written : names.find((name) => plainWord(name) === plain);
      if (found !== undefined) return `${printPath(place)}.${found}`;
    }
  }
  return undefined;
}

/** A map itself, or the first entry of a list. */
const placesBelow = (schema: AnySchema, above: string): readonly Step[][] =>
  schemasAt(schema, [above]).flatMap((found): Step[][] => {
    const { type } = definitionOf(found);
    return type === "object" ? [[above]] : type === "array" ? [[above, 0]] : [];
  });

/** All spellings of all keys of the maps at a place. */
const namesAt = (schema: AnySchema, place: readonly Step[]): string[] =>
  schemasAt(schema, place).flatMap((found) => {
    const def = definitionOf(found);
    return def.type === "object" ? Object.keys(def.shape) : [];
  });

/** The path that was meant as one, where a value was set: `queue: { size: 16 }` is `queue.size`. */
export function pathBelow(key: string, value: Tree | undefined): readonly Step[] {
  const steps: Step[] = [key];
  for (let at = value; at?.kind === "map" && at.entries.size === 1;) {
    const [[below, entry]] = at.entries;
    steps.push(below);
    at = entry.value;
  }
  return steps;
}
