/** What is said of figures that cannot be. Tests compare with these. */
import { listed } from "../../scenario/listed.js";
import { shorten } from "../../scenario/shorten.js";

export const figureMessages = {
  empty: (): string => "nothing is written here; write a metric, or a figure such as max(NAME)",
  noReduction: (word: string, known: readonly string[]): string =>
    `there is no figure ${word}(…); allowed: ${listed(known, { like: word, where: "orrery metrics lists them" })}`,
  noMetric: (name: string, known: readonly string[]): string =>
    `there is no metric ${name} in such a run; allowed: ${listed(known, { like: name, where: "orrery metrics FILE lists them" })}`,
  noMetricWritten: (reduction: string): string => `${reduction} needs the name of a metric behind it`,
  needsLimit: (reduction: string, metric: string): string =>
    `${reduction} needs a limit: write ${reduction}(${metric}, 10)`,
  needsCondition: (reduction: string, metric: string): string =>
    `${reduction} needs a condition: write ${reduction}(${metric} > 10)`,
  tooDeep: (max: number): string => `more than ${max} brackets and negations stand inside each other; write fewer`,
  notClosed: (): string => "the bracket is not closed",
  tooMuch: (rest: string): string => `the figure is complete before ${shorten(rest)}`,
  noNumber: (text: string): string =>
    `${text === "" ? "nothing" : shorten(text)} is not a number, with or without a unit`,
  otherUnit: (text: string, unit: string): string => {
    const digits = /^-?[\d.]+(?:e[+-]?\d+|\s*\/\s*[\d.]+)?/.exec(text)?.[0] ?? "3";
    return `${shorten(text)} is no amount of ${unit}; write ${digits}, or ${digits} ${unit}`;
  },
  outside: (text: string, range: string): string => `${shorten(text)} is outside of what the metric can be: ${range}`,
  warmUpTooLong: (horizon: string): string => `nothing would be left of the run, which ends at ${horizon}`,
  needsSpan: (side: string): string => `${side} needs a time and an event: write ${side} 12 h of timeline.NAME`,
  badSpan: (why: string, side: string): string => `${why}; write ${side} 12 h of timeline.NAME`,
  noMoment: (name: string, known: readonly string[]): string =>
    known.length === 0
      ? `the scenario has no timeline, so there is no event timeline.${name}`
      : `the timeline has no event ${name}; allowed: ${listed(
          known.map((one) => `timeline.${one}`),
          { like: name, where: "orrery plan FILE lists the timeline" },
        )}`,
  neverLooked: (window: string, horizon: string): string =>
    `nobody looks ${window}: the run ends at ${horizon}; a longer horizon, an earlier event or another time would do`,
  lookedBetween: (window: string, every: string): string =>
    `nobody looks ${window}: looks come every ${every}; a longer time or more looks would do`,
  badMoment: (text: string): string =>
    `${text === "" ? "nothing" : shorten(text)} is no moment of a run; write a year (2033: its end), a day (2033-01-01) or a time since the start (3 y)`,
  momentBehind: (reduction: string, metric: string): string =>
    `a value at a moment is not of a time, so it has no ${reduction}; write ${metric} at 3 y`,
  noDate: (text: string): string =>
    `the scenario has no date on which it starts, so no moment of it is ${text}; give it one, or write a time since the start, such as at 3 y`,
  outsideRun: (text: string, from: string, to: string): string =>
    `${text} is not in the run, which goes from ${from} to ${to}; write a moment in it`,
  afterRun: (text: string, end: string): string =>
    `${text} is not in the run, which ends ${end} after its start; write a moment in it`,
  noWarmUpOfWindow: (): string => "a window has no warm-up: the mean of one is over all of its time",
  twice: (figure: string): string => `${shorten(figure)} is asked for twice`,
} as const;
