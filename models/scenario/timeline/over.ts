/** The span of `over 2 h`. */
import * as dimensions from "../../../sim/units/dimensions.js";
import { type Parsed, parseQuantity } from "../../../sim/units/quantity.js";

const word = "over ";

/** Microseconds, or what is wrong with the text; `at once` is 0. */
export function parseOver(text: string): Parsed<number> {
  if (!text.startsWith(word)) return { ok: true, value: 0 };
  return parseQuantity(dimensions.duration, text.slice(word.length));
}

/** As `parseOver`, of a text that the plan has checked. */
export function overUs(text: string): number {
  const parsed = parseOver(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.message}`);
  return parsed.value;
}
