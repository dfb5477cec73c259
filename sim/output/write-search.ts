import type { ScenarioBasics } from "../experiment/model.js";
import type { Candidate, MeasuredPoint, SearchResult } from "../experiment/search/run-search.js";
import { searchTable } from "../experiment/search/search-table.js";
import { resolvedHeader } from "../experiment/ready-scenario.js";
import { toYaml } from "../scenario/print.js";
import type { Plain } from "../scenario/tree.js";
import { csvChunks } from "./csv.js";
import { manifestName, scenarioName } from "./leftovers.js";
import { type ManifestFacts, manifestText } from "./manifest.js";
import { type MissingPicture, type Picture, writePictures } from "./pictures.js";
import type { ClaimedFolder } from "./result-folder.js";

/** The scenario of the best point, with which its figures come out again. */
export const bestName = "best.yaml";

export interface SearchOutput<Scenario extends ScenarioBasics> {
  readonly folder: ClaimedFolder;
  /** The scenario with its search and everything spelled out. */
  readonly resolvedYaml: string;
  readonly result: SearchResult<Scenario>;
  readonly pictures: AsyncIterable<Picture | MissingPicture>;
  readonly manifestFacts: ManifestFacts;
}

/** A candidate as `summary.json` has it. */
export interface CandidateSummary {
  readonly point: number;
  /** By path, as a scenario would write them; those that the scenario has not with the others are left out. */
  readonly parameters: Readonly<Record<string, Plain>>;
  /** On fresh replications. */
  readonly value: number | null;
  readonly lower95: number | null;
  readonly upper95: number | null;
  readonly replications: number;
  /** Of what must hold; null where nothing must. */
  readonly until: Readonly<{
    verdict: string;
    estimate: number | null;
    lower: number | null;
    upper: number | null;
  }> | null;
  readonly cost: Candidate["cost"];
  /** As it was measured while it was searched, which flatters it. */
  readonly searched: { readonly value: number | null; readonly until: number | null; readonly replications: number };
}

/** What `summary.json` of a search says, in the order of its keys. */
export interface SearchSummary {
  readonly scenario: string;
  readonly about: string;
  readonly seed: number | string;
  readonly freshSeed: string;
  readonly aim: string;
  readonly measure: string;
  readonly unit: string;
  readonly until: string | null;
  readonly cost: string | null;
  readonly costUnit: string | null;
  /** Searched fields, with the number of their values; null: more than can be counted. */
  readonly over: readonly { readonly path: string; readonly values: number | null }[];
  readonly cells: number;
  readonly points: number;
  readonly refused: number;
  readonly best: CandidateSummary | null;
  readonly candidates: readonly CandidateSummary[];
  readonly cannotExclude: SearchResult<ScenarioBasics>["excluded"];
  readonly files: readonly string[];
  readonly missingPictures?: readonly { readonly name: string; readonly missing: string }[];
}

/**
 * Writes the result folder of a search, whole or not at all. Every file but `manifest.json` has the same bytes whenever the same
 * is searched. Throws `ResultsNotWritten`.
 */
export function writeSearch<Scenario extends ScenarioBasics>({
  folder,
  resolvedYaml,
  result,
  pictures,
  manifestFacts,
}: SearchOutput<Scenario>): Promise<{ readonly summary: SearchSummary; readonly missing: readonly MissingPicture[] }> {
  return folder.fill(async (write) => {
    const written = [write(scenarioName, resolvedYaml), write("points.csv", csvChunks(searchTable(result)))];
    if (result.best !== null) written.push(write(bestName, bestYaml(result, result.best)));
    const { missing, files: plots } = await writePictures(pictures, write);
    for (const file of plots) written.push(file);
    const isUndrawn = missing.some((picture) => picture.missing === "interrupted");
    const summary: SearchSummary = {
      ...searchSummary(result),
      files: ["summary.json", ...written.map(({ path }) => path), manifestName],
      ...(missing.length > 0 && { missingPictures: missing.map(({ name, missing: why }) => ({ name, missing: why })) }),
    };
    written.unshift(write("summary.json", `${JSON.stringify(summary, null, 2)}\n`));
    write(manifestName, manifestText({ ...manifestFacts, interrupted: isUndrawn }, written));
    return { summary, missing };
  });
}

function searchSummary<Scenario extends ScenarioBasics>(result: SearchResult<Scenario>): Omit<SearchSummary, "files"> {
  const { bench, candidates, best, excluded, points, refused, freshSeed } = result;
  const { scenario, goal, search } = bench.search;
  return {
    scenario: scenario.name,
    about: scenario.about,
    seed: scenario.seed,
    freshSeed,
    aim: goal.aim,
    measure: goal.measure.text,
    unit: goal.measure.unit,
    until: goal.until?.text ?? null,
    cost: goal.cost?.text ?? null,
    costUnit: goal.cost?.unit ?? null,
    over: search.axes.map(({ path, levels }) => ({ path, values: levels?.count ?? null })),
    cells: bench.cells,
    points: points.length,
    refused,
    best: best === null ? null : candidateSummary(result, best),
    candidates: candidates.map((one) => candidateSummary(result, one)),
    cannotExclude: excluded,
  };
}

function candidateSummary<Scenario extends ScenarioBasics>(
  { bench, budget }: SearchResult<Scenario>,
  { point, value, cost, until, searched }: Candidate,
): CandidateSummary {
  const { axes } = bench.search.search;
  const parameters = bench.points[point].parameters.map((parameter, k) => [axes[k].path, parameter] as const);
  const { verdict, estimate, lower, upper } = until ?? {};
  return {
    point,
    parameters: Object.fromEntries(parameters.filter(([, parameter]) => parameter !== null)),
    value: value.value,
    lower95: value.lower95,
    upper95: value.upper95,
    replications: budget.fresh,
    until:
      verdict === undefined
        ? null
        : { verdict, estimate: estimate ?? null, lower: lower ?? null, upper: upper ?? null },
    cost,
    searched: searchedSummary(searched),
  };
}

const searchedSummary = ({ score, until, replications }: MeasuredPoint): CandidateSummary["searched"] => ({
  value: score.value,
  until,
  replications,
});

/** With the fresh seed and as many replications, so that a run of it says what the search says of it. */
function bestYaml<Scenario extends ScenarioBasics>(
  { bench, budget, freshSeed }: SearchResult<Scenario>,
  { point }: Candidate,
): string {
  const { goal } = bench.search;
  const written = bench.points[point].written as { readonly [key: string]: Plain };
  const expected = Array.isArray(written["expect"]) ? written["expect"] : [];
  const scenario = {
    ...written,
    seed: freshSeed,
    replications: budget.fresh,
    outputs: [...bench.outputs],
    ...(goal.until !== undefined && { expect: [...expected, goal.until.text] }),
  };
  return toYaml(scenario, [
    ...resolvedHeader(),
    `The best that was found to ${goal.aim} ${goal.measure.text}${goal.until === undefined ? "" : ` where ${goal.until.text}`}, on the seed that it was confirmed on.`,
  ]);
}
