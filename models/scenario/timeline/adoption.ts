/** When a node adopts a release. */
import { ln } from "../../../sim/units/portable-math.js";
import * as dimensions from "../../../sim/units/dimensions.js";
import { type Parsed, parseQuantity } from "../../../sim/units/quantity.js";

const spans = ["over ", "half-life "] as const;

/** The span of `over 3 d` or `half-life 2 d`, microseconds; 0 for `at once`. */
export function adoptionSpan(adoption: string): Parsed<number> {
  const word = spans.find((one) => adoption.startsWith(one));
  return word === undefined ? { ok: true, value: 0 } : parseQuantity(dimensions.duration, adoption.slice(word.length));
}

/** How long after the release a node adopts it, microseconds; `u`: its draw. */
export function adoptedAfterUs(adoption: string, u: number): number {
  const span = adoptionSpan(adoption);
  if (!span.ok) throw new Error(`${adoption}: ${span.message}`);
  return adoption.startsWith("half-life") ? (-ln(1 - u) / ln(2)) * span.value : u * span.value;
}
