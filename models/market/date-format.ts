/** Days as tables of prices write them. */
import { startOfDayMs } from "../../sim/units/civil-date.js";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** What a part of a format stands for in a text. */
const parts: { readonly [part: string]: string } = {
  YYYY: String.raw`(?<year>\d{4})`,
  MMM: String.raw`(?<name>[A-Za-z]{3})[a-z]*\.?`,
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  DD: String.raw`(?<day>\d{2})`,
  D: String.raw`(?<day>\d{1,2})`,
};

/** A format such as `DD.MM.YYYY` as a pattern; null unless it has a year, a month and a day, each once. */
export function datePattern(format: string): RegExp | null {
  const source = format
    .split(/(YYYY|MMM|MM|M|DD|D)/)
    .map((part, k) => (k % 2 === 1 ? parts[part] : part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)))
    .join("");
  const names = [...source.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => (name === "name" ? "month" : name));
  const isWhole = names.length === 3 && new Set(names).size === 3;
  // The time of the day may follow: prices are of days.
  return isWhole ? new RegExp(`^${source}(?:[ T].*)?$`) : null;
}

const two = (part: number | string): string => String(part).padStart(2, "0");

/** The start of the day that a text tells by a pattern, milliseconds since 1970 in UTC; null: it tells none. */
export function dayMs(text: string, pattern: RegExp): number | null {
  const { year, month, name, day } = pattern.exec(text.trim())?.groups ?? {};
  if (year === undefined || day === undefined) return null;
  const number = name === undefined ? Number(month) : months.indexOf(name.toLowerCase()) + 1;
  return startOfDayMs(`${year}-${two(number)}-${two(day)}`);
}
