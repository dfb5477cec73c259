import type { DurationUs } from "../../../sim/units/quantity-types.js";
import { exponentialAt } from "../../../sim/random/distributions/inverse.js";

const secondUs = 1_000_000;

/**
 * Time to the next of something that happens so many times a second (above 0), whole microseconds: as long as never for
 * rates that are as good as none.
 */
export function drawWaitUs(u: number, perSecond: number): DurationUs {
  return Math.ceil(exponentialAt(u, Math.min(secondUs / perSecond, Number.MAX_VALUE)));
}
