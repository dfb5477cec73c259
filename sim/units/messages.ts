/** What the parser of quantities says. Every text names what was read and what to write instead. */

const orList = (texts: readonly string[]): string => texts.map((text) => `"${text}"`).join(" or ");

export const needsUnit = (read: string, suggestions: readonly string[]): string =>
  `"${read}" needs a unit: write ${orList(suggestions)}`;

export const notAQuantity = (read: string, what: string, example: string): string =>
  `"${read}" is not ${what}: write a plain decimal number and a unit, for example "${example}"`;

/** What stands there is no text: `a list`, `a map`, `an empty value`. */
export const notEvenText = (read: string, what: string, example: string): string =>
  `${read} is not ${what}: write a plain decimal number and a unit, for example "${example}"`;

export const negative = (read: string, what: string): string => `"${read}" is negative: ${what} is zero or more`;

export const notFinite = (read: string, what: string, example: string): string =>
  `"${read}" is not finite: ${what} is a number such as "${example}"`;

export const unknownUnit = (read: string, what: string, nearest: string, all: readonly string[]): string =>
  `"${read}" is not a unit of ${what}: did you mean "${nearest}"? (${all.join(", ")})`;

export const wrongCase = (read: string, what: string, right: string): string =>
  `"${read}" is not a unit of ${what}: capitals matter, write "${right}"`;

export const bitsForBytes = (read: string, what: string, right: string): string =>
  `"${read}" is not a unit of ${what}: b stands for bits and B for bytes, write "${right}"`;

export const notInteger = (read: string, what: string, base: string, nearest: string): string =>
  `"${read}" is not a whole number of ${base}: the nearest ${what.replace(/^an? /, "")} is "${nearest}"`;

export const tooLarge = (read: string, what: string, max: string): string =>
  `"${read}" is too large: ${what} is at most "${max}"`;
