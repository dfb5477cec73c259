import { duration } from "../../sim/units/dimensions.js";
import { parseQuantity } from "../../sim/units/quantity.js";

/** Whether operators stay exponentially long, with the half-life that is written, or all exactly as long as is written. */
export const isHalfLife = (leave: string): boolean => leave.startsWith("half-life ");

/** The duration in `half-life 90 d` or `after 90 d`, microseconds, or what is wrong with it. Not for `never`. */
export const parseLeave = (leave: string) => parseQuantity(duration, leave.slice(leave.indexOf(" ") + 1));
