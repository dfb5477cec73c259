/** What can be wrong with a question for a critical value. */

export const messages = {
  needsProbability: (read: string): string =>
    `${read} is no claim of a probability, whose critical value could be looked for: write P(EVENT) > 1 %, as P(max(NAME) > 10) > 1 %`,
  needsChance: (text: string): string =>
    `${text} would take a run for each of all that there could be: allowed are bounds between 0 and 1`,
  precisionKind: (read: string, what: string): string => `${read} is not ${what}, above zero`,
  precisionOfLog: (read: string): string => `${read}: on a log scale a precision is a share of the value, such as 5 %`,
  tooWide: (read: string): string => `${read} is as wide as the range from --from to --to`,
  noTwoValues: (from: string, to: string): string => `there is no value between ${from} and ${to} to be tried`,
} as const;
