/** What is said of dated events that cannot be. Tests compare with these. */
import { counted, countText } from "../../units/readable.js";
import { listed } from "../listed.js";

export const timelineMessages = {
  badMoment: (): string =>
    "write the time since the start (12 d), or a date (2026-07-05, or 2026-07-05 18:30 for the time of the day in UTC)",
  badCondition: (example: string): string => `write a metric, a comparison and a number, such as "${example}"`,
  noWhen: (): string => "say when: at, every or when",
  twoWhens: (one: string, other: string): string => `${one} says when already: write ${one} or ${other}`,
  belongsTo: (word: string): string => `means something beside \`${word}\` only`,
  noTimeBetween: (): string => "events need time between them; write a duration such as 7 d",

  needsDate: (date: string): string =>
    `${date} is a day of the calendar, and the scenario has no date: write date: at its top`,
  beforeStart: (date: string, start: string): string =>
    `${date} is before the start of the run, ${start}: it would never happen`,
  beyondEnd: (when: string, end: string): string =>
    `${when} is after the end of the run, ${end}: it would never happen`,
  endsFirst: (until: string, from: string): string =>
    `${until} is before the first time, ${from}: it would never happen`,
  tooOften: (count: number, max: number): string =>
    `it would happen ${counted(count, "time")}; a timeline has at most ${countText(max)} of one event: write a longer time, or times`,
  noMetric: (metric: string, known: readonly string[]): string =>
    `there is no metric ${metric} in such a network: it would never happen; allowed: ${listed(known, { like: metric, where: "orrery metrics FILE lists them" })}`,
  contradiction: (what: string, other: string): string =>
    `${other} sets ${what} at the same moment, and only one of the two can hold: leave one out, or move it`,
} as const;
