/** What is said of searches that cannot be. Tests compare with these. */
import { counted } from "../../units/readable.js";
export const searchMessages = {
  searchesNothing: (): string =>
    "nothing is searched: name fields and their values under search: over:, or with --param 'operators[0].count=1..64'",
  needsAim: (): string =>
    "nothing says what is looked for: write maximise or minimise under search, or --maximise 'mean(NAME)'",
  oneAim: (): string => "a search has one aim: maximise or minimise, not both; the other can be a bound, under until",
  everyRun: (): string =>
    "what must be so in every run is refuted by one, and no search could tell by how much; write P(…) > 99 %",
  fieldAlone: (path: string): string =>
    `${path} is written and not measured: alone it is at its end of the range. Say with until what must hold`,
  nothingPossible: (tries: number): string =>
    `none of ${counted(tries, "place")} that were tried is a scenario that can be run; at the first of them:`,
} as const;
