/** What is said of a tuning that cannot be. Tests compare with these. */
import { counted } from "../../units/readable.js";
export const tuneMessages = {
  tunesNothing: (): string =>
    "nothing is tuned: write tune: with over: and the parameters' paths, each with a range { from: …, to: … } or a list of values",
  needsObjective: (): string =>
    "a tuning needs an objective: write minimise: or maximise: with a list, as maximise: [mean(NAME)]",
  tooManyObjectives: (count: number): string =>
    `${counted(count, "objective")}; a front of more than four shows nothing any more`,
  objectiveTwice: (text: string): string => `${text} is an objective already`,
  contradicts: (text: string, other: string): string =>
    `no point can hold this and ${other} at once: nothing lies within both of ${text}'s bounds`,
  neverSoLow: (figure: string, least: string): string =>
    `no point can hold this: ${figure} is ${least} or more in every run, whatever is tuned`,
  neverSoHigh: (figure: string, most: string, why: string): string =>
    `no point can hold this: ${figure} is ${most} or less in every run, whatever is tuned: ${why}`,
  nothingPossible: (): string => "no place of the ranges that was looked at is a scenario that can be run, such as:",
} as const;
