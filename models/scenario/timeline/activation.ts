/** When what a release changes of the chain takes force: `30 d` after it, or with a frame. */
import * as dimensions from "../../../sim/units/dimensions.js";
import { type Parsed, parseQuantity } from "../../../sim/units/quantity.js";
import type { Scenario } from "../schema.js";

export type Activation = { readonly afterUs: number } | { readonly frame: number };

const frameText = /^frame (\d{1,15})$/;

/** Read from `30 d` or `frame 699500`, or what is wrong with it. */
export function parseActivation(text: string): Parsed<Activation> {
  const frame = frameText.exec(text)?.[1];
  if (frame !== undefined) return { ok: true, value: { frame: Number(frame) } };
  const span = parseQuantity(dimensions.duration, text);
  return span.ok ? { ok: true, value: { afterUs: span.value } } : span;
}

/** As `parseActivation`, of a text that the plan has checked. */
export function activationOf(text: string): Activation {
  const parsed = parseActivation(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.message}`);
  return parsed.value;
}

/** When that is for a release of that moment, microseconds, if all frames come at the scenario's pace; never before the release. */
export function activationUs(text: string, releasedUs: number, { first, pace }: Scenario["frames"]): number {
  const parsed = parseActivation(text);
  if (!parsed.ok) return releasedUs;
  const { value } = parsed;
  return "frame" in value ? Math.max(releasedUs, (value.frame - first) * pace) : releasedUs + value.afterUs;
}
