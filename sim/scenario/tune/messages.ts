/** Texts of errors in a `tune:` block. */
import type { Problem } from "../error.js";

export const messages = {
  noNumberOfPaths: (path: string): Problem => ({
    problem: `${path} is no whole number, by which futures could be told apart`,
    allowed: "a field whose numbers draw something anew, such as the path of a price",
  }),
} as const;
