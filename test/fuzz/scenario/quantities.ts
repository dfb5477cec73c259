/** Quantities as people write them, in one of the units that fit. */
import type { Choices } from "./choices.js";

const durationUnits = [
  { symbol: "d", us: 86_400_000_000 },
  { symbol: "h", us: 3_600_000_000 },
  { symbol: "min", us: 60_000_000 },
  { symbol: "s", us: 1_000_000 },
  { symbol: "ms", us: 1000 },
  { symbol: "us", us: 1 },
];

/** Exactly so many microseconds. */
export function durationText(choices: Choices, us: number): string {
  const exact = durationUnits.filter((unit) => us % unit.us === 0);
  const { symbol, us: unitUs } = choices.chance(0.8) ? exact[0] : choices.oneOf(exact);
  return `${us / unitUs} ${symbol}`;
}

/** A whole number of seconds in the range, each order of magnitude as likely as any other. */
export const secondsText = (choices: Choices, from: number, to: number): string =>
  durationText(choices, choices.magnitude(from, Math.max(from, Math.floor(to))) * 1_000_000);

/** A share from 0 to 1, given in hundredths of a percent; whole percents are likely, and so are both ends. */
export function shareText(choices: Choices, fromPercent: number, toPercent: number): string {
  if (choices.chance(0.1)) return `${choices.oneOf([fromPercent, toPercent])} %`;
  if (choices.chance(0.7)) return `${choices.integer(fromPercent, toPercent)} %`;
  const hundredths = choices.integer(fromPercent * 100, toPercent * 100);
  return choices.chance(0.5) ? `${hundredths / 100} %` : `${hundredths / 10_000} share`;
}

/** A rate of about `perHour` events an hour, at most. */
export function rateText(choices: Choices, perHour: number): string {
  const hourly = Math.max(0.01, Math.round(perHour * choices.integer(1, 100)) / 100);
  return choices.oneOf([`${hourly}/h`, `${Math.round(hourly * 24 * 100) / 100}/d`, `${hourly * 8760}/y`]);
}

export const megabytesText = (choices: Choices, from: number, to: number): string => {
  const megabytes = choices.magnitude(from, to);
  return choices.oneOf([`${megabytes} MB`, `${megabytes} MiB`, `${megabytes * 1000} kB`, `${megabytes / 1000} GB`]);
};
