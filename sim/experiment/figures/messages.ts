/** What is said of figures that cannot be. Tests compare with these. */
import { listed } from "../../scenario/listed.js";

export const figureMessages = {
  empty: (): string => "nothing is written here; write a metric, or a figure such as max(NAME)",
  noReduction: (word: string): string => `there is no figure ${word}(…)`,
  noMetric: (name: string, known: readonly string[]): string =>
    `there is no metric ${name} in such a run; allowed: ${listed(known, { like: name, where: "orrery metrics FILE lists them" })}`,
  noMetricWritten: (reduction: string): string => `${reduction} needs the name of a metric behind it`,
  needsLimit: (reduction: string, metric: string): string =>
    `${reduction} needs a limit: write ${reduction}(${metric}, 10)`,
  needsCondition: (reduction: string, metric: string): string =>
    `${reduction} needs a condition: write ${reduction}(${metric} > 10)`,
  notClosed: (): string => "the bracket is not closed",
  tooMuch: (rest: string): string => `the figure is complete before ${rest}`,
  noNumber: (text: string): string => `${text === "" ? "nothing" : text} is not a number, with or without a unit`,
  otherUnit: (text: string, unit: string): string => `${text} is no amount of ${unit}`,
  outside: (text: string, range: string): string => `${text} is outside of what the metric can be: ${range}`,
  warmUpTooLong: (horizon: string): string => `nothing would be left of the run, which ends at ${horizon}`,
  twice: (figure: string): string => `${figure} is asked for twice`,
} as const;
