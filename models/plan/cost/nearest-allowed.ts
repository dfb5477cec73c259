/** Values that a refusal offers instead, rounded so that they can be read and typed, and always on the allowed side. */
import { duration, perTime } from "../../../sim/units/dimensions.js";
import { written } from "../../../sim/units/format.js";

/** The smallest number of two digits that is no less. */
export function roundedUp(value: number): number {
  const unit = unitOf(value);
  return Math.ceil(value / unit) * unit;
}

/** The largest number of two digits that is no more. */
export function roundedDown(value: number): number {
  const unit = unitOf(value);
  return Math.floor(value / unit) * unit;
}

function unitOf(value: number): number {
  let unit = 1;
  while (value / unit > 99) unit *= 10;
  return unit;
}

/** A duration in whole microseconds, as a file writes it. */
export const durationText = (us: number): string => written(duration, Math.min(us, Number.MAX_SAFE_INTEGER));

const daySeconds = 86_400;

/** A rate of two digits that is no more than so many a second; below one a day, just so many. */
export function rateText(perSecond: number): string {
  const daily = perSecond * daySeconds;
  return daily < 1 ? written(perTime, perSecond) : `${roundedDown(daily)}/d`;
}

/** A number as people say it: `17.3 million`, `3.1e+14`. */
export function countText(count: number): string {
  if (count < 1e6) return String(Math.round(count));
  if (count < 1e9) return `${Number((count / 1e6).toPrecision(3))} million`;
  if (count < 1e13) return `${Number((count / 1e9).toPrecision(3))} billion`;
  return Number.isFinite(count) ? count.toExponential(1) : "infinitely many";
}
