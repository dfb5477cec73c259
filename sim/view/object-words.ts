/** Names that vega cannot tell from what every object has: it groups rows in objects, by their texts. */
import type { Spec, SpecValue } from "../experiment/picture-spec.js";

/** Whether every object of JavaScript has something of this name: `constructor`, `toString`, `__proto__`. */
export const isObjectWord = (text: string): boolean => text in Object.prototype;

/** A specification in which such texts, wherever they stand, end with a space that nobody sees: their lines are drawn then. */
export function withoutObjectWords(spec: Spec): Spec {
  return Object.fromEntries(Object.entries(spec).map(([key, value]) => [key, valueWithout(value)]));
}

function valueWithout(value: SpecValue): SpecValue {
  if (typeof value === "string") return isObjectWord(value) ? `${value} ` : value;
  if (typeof value !== "object" || value === null) return value;
  return Array.isArray(value) ? value.map((item: SpecValue) => valueWithout(item)) : withoutObjectWords(value as Spec);
}
