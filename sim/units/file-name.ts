import { z } from "zod";

/** A letter, digit or `_` first and last, between them also blanks, dots and dashes. */
const fileNamePattern = /^[A-Za-z0-9_]([A-Za-z0-9 ._-]*[A-Za-z0-9_-])?$/;
const fileNameLength = 80;

export const fileNameRule = `a simple name of at most ${fileNameLength} letters, digits, blanks, ".", "_" and "-", beginning with a letter or digit`;

/** True for a name that is one file or folder on every system, and never leads anywhere else. */
export function isFileName(name: string): boolean {
  return name.length <= fileNameLength && fileNamePattern.test(name);
}

/** Schema of the `name` of a scenario: results are kept in a folder of that name. */
export function scenarioName(): z.ZodString {
  return z.string().refine(isFileName, { error: `not possible as the name of a folder; allowed: ${fileNameRule}` });
}
