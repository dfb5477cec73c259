import type { SearchAnswer, Valued } from "../experiment/threshold/answer.js";
import { type BudgetEntry, entryYaml } from "../experiment/threshold/budget-entry.js";
import type { Parameter } from "../experiment/threshold/parameter.js";
import { frontierTable, thresholdTable } from "../experiment/threshold/threshold-tables.js";
import { csvChunks } from "./csv.js";
import { manifestName, scenarioName } from "./leftovers.js";
import { type ManifestFacts, manifestText } from "./manifest.js";
import { type MissingPicture, type Picture, writePictures } from "./pictures.js";
import type { ClaimedFolder } from "./result-folder.js";

/** The entry of `expect:` that the search came to, in a file of its own. */
const entryName = "expect.yaml";

export interface ThresholdOutput {
  readonly folder: ClaimedFolder;
  readonly resolvedYaml: string;
  readonly scenario: { readonly name: string; readonly about: string; readonly seed: number | string };
  readonly parameter: Parameter;
  readonly second: Parameter | undefined;
  readonly until: string;
  readonly answers: readonly SearchAnswer[];
  readonly entry: BudgetEntry | undefined;
  readonly replications: number;
  readonly fingerprint: string;
  readonly interrupted: boolean;
  readonly pictures: AsyncIterable<Picture | MissingPicture>;
  readonly manifestFacts: ManifestFacts;
}

/** A search in `summary.json`; values are texts as a scenario writes them. */
export interface SearchSummary {
  /** The value of the second parameter; null: there is none. */
  readonly second: string | null;
  readonly outcome: SearchAnswer["outcome"];
  /** Whether the claim begins to be so with a larger value (`rising`), or ends; null: it could not be told. */
  readonly direction: "rising" | "falling" | null;
  readonly method: string | null;
  readonly estimate: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  /** The last value at which `check` decides that the opposite holds. */
  readonly safe: string | null;
  /** Pairs of values that were compared; and the two at which the response turns back. */
  readonly pairsCompared: number;
  readonly turnsBack: {
    readonly lower: string;
    readonly upper: string;
    readonly onlyLower: number;
    readonly onlyUpper: number;
  } | null;
  readonly values: number;
  readonly replications: number;
}

/** What `summary.json` of a search says, in the order of its keys. */
export interface ThresholdSummary {
  readonly scenario: string;
  readonly about: string;
  readonly seed: number | string;
  readonly parameters: readonly string[];
  readonly until: string;
  readonly thresholds: readonly SearchSummary[];
  readonly expect: BudgetEntry | null;
  readonly replications: number;
  readonly fingerprint: string;
  readonly interrupted: boolean;
  readonly files: readonly string[];
  readonly missingPictures?: readonly { readonly name: string; readonly missing: string }[];
}

/**
 * Writes the result folder of a search, whole or not at all. Every file but `manifest.json` has the same bytes whenever the same
 * replications were looked at. Throws `ResultsNotWritten`.
 */
export async function writeThreshold(
  output: ThresholdOutput,
): Promise<{ readonly summary: ThresholdSummary; readonly missing: readonly MissingPicture[] }> {
  const { folder, resolvedYaml, answers, parameter, second, entry, pictures, manifestFacts } = output;
  return folder.fill(async (write) => {
    const written = [
      write(scenarioName, resolvedYaml),
      write("threshold.csv", csvChunks(thresholdTable(answers, { parameter, second }))),
      ...(second === undefined
        ? []
        : [write("frontier.csv", csvChunks(frontierTable(answers, { parameter, second })))]),
      ...(entry === undefined ? [] : [write(entryName, entryYaml(entry))]),
    ];
    const { missing, files: plots } = await writePictures(pictures, write);
    for (const file of plots) written.push(file);
    const interrupted = output.interrupted || missing.some((one) => one.missing === "interrupted");
    const files = ["summary.json", ...written.map(({ path }) => path), manifestName];
    const summary = { ...summaryOf(output), interrupted, files, ...missingIn(missing) };
    written.unshift(write("summary.json", `${JSON.stringify(summary, null, 2)}\n`));
    write(manifestName, manifestText({ ...manifestFacts, interrupted }, written));
    return { summary, missing };
  });
}

const missingIn = (missing: readonly MissingPicture[]): Pick<ThresholdSummary, "missingPictures"> =>
  missing.length === 0 ? {} : { missingPictures: missing.map(({ name, missing: why }) => ({ name, missing: why })) };

function summaryOf(output: ThresholdOutput): Omit<ThresholdSummary, "interrupted" | "files" | "missingPictures"> {
  const { scenario, parameter, second, until, answers, entry, replications, fingerprint } = output;
  return {
    scenario: scenario.name,
    about: scenario.about,
    seed: scenario.seed,
    parameters: [parameter.path, ...(second === undefined ? [] : [second.path])],
    until,
    thresholds: answers.map(searchSummary),
    expect: entry ?? null,
    replications,
    fingerprint,
  };
}

const textOf = (value: Valued | undefined): string | null => value?.text ?? null;

const searchSummary = (answer: SearchAnswer): SearchSummary => ({
  second: textOf(answer.second),
  outcome: answer.outcome,
  direction: answer.direction ?? null,
  method: answer.critical?.method ?? null,
  estimate: textOf(answer.critical?.estimate),
  lower: textOf(answer.critical?.lower),
  upper: textOf(answer.critical?.upper),
  safe: textOf(answer.safe),
  pairsCompared: answer.compared,
  turnsBack:
    answer.reversal === undefined
      ? null
      : { ...answer.reversal, lower: answer.reversal.lower.text, upper: answer.reversal.upper.text },
  values: answer.tried.length,
  replications: answer.replications,
});
