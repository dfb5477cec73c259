/** Texts of errors in a `search:` block. */
import type { Problem } from "../error.js";
import { listed } from "../listed.js";
import { nearestWord } from "../nearest.js";

export const messages = {
  seedSearched: (): Problem => ({
    problem: "seed cannot be searched: what is found must hold for seeds that nobody looked for",
  }),
  searchedTwice: (path: string): Problem => ({ problem: `${path} is searched twice`, allowed: "each field once" }),
  unnamed: (name: string, names: readonly string[]): Problem => ({
    problem: "the scenario names nothing so, and nothing would read it",
    read: name,
    allowed: listed(names, { like: name }),
    nearest: nearestWord(name, names),
  }),
  stepAndCount: (): Problem => ({ problem: "a range has step or count, not both" }),
} as const;
