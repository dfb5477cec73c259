/** Texts of errors in a `search:` block. */
import type { Problem } from "../error.js";

export const messages = {
  seedSearched: (): Problem => ({
    problem: "seed cannot be searched: what is found must hold for seeds that nobody looked for",
  }),
  searchedTwice: (path: string): Problem => ({ problem: `${path} is searched twice`, allowed: "each field once" }),
  stepAndCount: (): Problem => ({ problem: "a range has step or count, not both" }),
} as const;
