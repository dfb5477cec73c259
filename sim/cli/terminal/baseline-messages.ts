/** What is said of stored baselines of checks. Tests compare with these. */
import { partFlag } from "../../experiment/sweep/part-flag.js";
import { listed } from "../../scenario/listed.js";

export const baselineMessages = {
  needs: (option: string, other: string): string => `--${option} goes with ${other}.`,
  noPart: (): string => `--update-baseline stores whole files: it does not go with --${partFlag}.`,
  noReason: (): string => "--because needs a reason, in words.",
  badMargin: (text: string, why: string): string =>
    `--margin ${text}: ${why}. Write a share, as 5 %, or the id of an expectation and what counts as the same in its unit, as no-halt=2 %.`,
  noExpectation: (id: string, ids: readonly string[]): string =>
    `--margin ${id}=…: no expectation has this id; allowed: ${listed(ids, { like: id, where: "the files have them" })}.`,
  sameName: (name: string): string => `two files have the scenario name ${name}, under which baselines are stored.`,
  noBudget: (path: string): string =>
    `${path} is no baseline of a check. Remove it, or name another folder with --baseline-folder.`,
  needsReason: (scenarios: readonly string[]): string =>
    `fingerprints of ${scenarios.join(", ")} are not those that are stored: say why with --because "...", which is kept beside the new ones. Nothing was stored.`,
  noneStored: (scenario: string): string =>
    `${scenario}: nothing is stored to compare with; store it with --update-baseline`,
  stored: (path: string): string => `stored ${path}`,
} as const;
