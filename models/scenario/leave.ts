import { duration } from "../../sim/units/dimensions.js";
import { parseQuantity } from "../../sim/units/quantity.js";

/** Whether operators stay exponentially long, with the half-life that is written, or all exactly as long as is written. */
export const isHalfLife = (leave: string): boolean => leave.startsWith("half-life ");

const durationIn = (leave: string) => parseQuantity(duration, leave.slice(leave.indexOf(" ") + 1));

/** What was read before, as all operators of a class have the same words. Reached by key only, so the order of the Map never matters. */
const known = new Map<string, ReturnType<typeof durationIn>>();

/** The duration in `half-life 90 d` or `after 90 d`, microseconds, or what is wrong with it. Not for `never`. */
export function parseLeave(leave: string): ReturnType<typeof durationIn> {
  let parsed = known.get(leave);
  if (parsed === undefined) known.set(leave, (parsed = durationIn(leave)));
  return parsed;
}
