/** What the terminal and `--json` say of a search. */
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { ScenarioBasics } from "../../experiment/model.js";
import type { ReadySearch } from "../../experiment/search/ready-search.js";
import type { SearchBudget } from "../../experiment/search/budget.js";
import { codeVersion } from "../../program/code-version.js";
import { bestName, type CandidateSummary, type SearchSummary } from "../../output/write-search.js";
import { counted, amountText, bytesText, countText, durationText } from "../../units/readable.js";
import type { FinishedAttack } from "../run-attack.js";
import { colors } from "./colors.js";

/** The first line of a search: everything that determines it. */
export function attackHead<Scenario extends ScenarioBasics>(
  { scenario, search, goal }: ReadySearch<Scenario>,
  cells: number,
): string {
  const until = goal.until === undefined ? "" : ` where ${goal.until.text}`;
  return (
    `orrery ${codeVersion().version} · ${scenario.name} · seed ${scenario.seed} · ${fields(search.axes.length)}, ` +
    `${counted(cells, "replication")}\n${goal.aim} ${goal.measure.text}${until}`
  );
}

export function attackText<Scenario extends ScenarioBasics>(finished: FinishedAttack<Scenario>): string {
  const { folder, result, missing, ...cost } = finished;
  const summary = finished.summary as SearchSummary;
  const { best, candidates } = summary;
  const others = candidates.filter(({ point }) => point !== best?.point);
  return [
    "",
    ...(best === null
      ? [colors.yellow(nothingText(summary))]
      : [colors.bold("Best found"), ...candidateLines(summary, best)]),
    ...others.flatMap((one) => ["", triedText(summary, one), ...parameterLines(one)]),
    "",
    colors.bold("What this cannot exclude"),
    ...excludedLines(summary, result.budget).map((line) => `  ${line}`),
    "",
    `points       ${countText(summary.points)} looked at${summary.refused === 0 ? "" : `, ${counted(summary.refused, "place that is", "places that are")} no scenario`}`,
    `replications ${countText(summary.cells)}, ${countText(result.bench.computed)} of them computed now`,
    `took         ${durationText(cost.elapsedS)}, ${bytesText(cost.peakRssBytes)} of memory`,
    `results      ${colors.bold(folder)}`,
    `table        ${join(folder, "points.csv")}`,
    ...summary.files.filter((name) => name.endsWith(".png")).map((name) => `picture      ${join(folder, name)}`),
    ...(best === null ? [] : [`run it       npx orrery run ${join(folder, bestName)}`]),
    ...(missing.length === 0 ? [] : [`not drawn    ${missing.map(({ name }) => name).join(", ")}`]),
    "",
  ].join("\n");
}

/** What was found, and what cannot be excluded, in sentences for a page. */
export function attackSentences<Scenario extends ScenarioBasics>({
  summary,
  result,
}: {
  readonly summary: SearchSummary;
  readonly result: FinishedAttack<Scenario>["result"];
}): readonly string[] {
  const { best } = summary;
  return [
    ...(best === null ? [nothingText(summary)] : ["Best found:", ...candidateLines(summary, best)]),
    "What this cannot exclude:",
    ...excludedLines(summary, result.budget),
  ].map((line) => stripVTControlCharacters(line).trim());
}

function candidateLines(summary: SearchSummary, one: CandidateSummary): string[] {
  const { measure, unit, cost, costUnit } = summary;
  const value = withUnit(intervalText(one.value, one.lower95, one.upper95, unit), unit);
  const was = `${amount(one.searched.value, unit)} on the ${one.searched.replications} that it was found by`;
  return [
    ...parameterLines(one),
    ...(isField(summary, measure)
      ? []
      : [`  ${measure}: ${value} on ${counted(one.replications, "fresh replication")}; ${was}`]),
    ...untilLines(summary, one),
    ...(one.cost === null || cost === null || isField(summary, cost)
      ? []
      : [
          `  ${cost}: ${withUnit(intervalText(one.cost.value, one.cost.lower95, one.cost.upper95, costUnit ?? ""), costUnit ?? "")}`,
        ]),
  ];
}

const isField = ({ over }: SearchSummary, measure: string): boolean => over.some(({ path }) => path === measure);

function untilLines({ until }: SearchSummary, { until: found, replications, searched }: CandidateSummary): string[] {
  if (found === null || until === null) return [];
  const unit = /^\s*P\s*\(/.test(until) ? "share" : "";
  const words = { pass: "holds", fail: "does not hold", undecided: "is open" }[found.verdict] ?? found.verdict;
  return [
    `  ${until} ${words}: ${intervalText(found.estimate, found.lower, found.upper, unit)} on ${counted(replications, "fresh replication")}` +
      `; ${amount(searched.until, unit)} on the ${searched.replications} that it was found by`,
  ];
}

const triedText = (summary: SearchSummary, one: CandidateSummary): string =>
  [
    one.until?.verdict === "fail"
      ? `Seemed better, and does not hold on fresh seeds (${summary.until}):`
      : `Seemed better, and is open on fresh seeds (${summary.until}):`,
    ...untilLines(summary, one),
  ].join("\n");

function parameterLines({ parameters }: CandidateSummary): string[] {
  const entries = Object.entries(parameters);
  const width = entries.reduce((most, [path]) => Math.max(most, path.length), 0);
  return entries.map(
    ([path, value]) => `  ${path.padEnd(width)}  ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
}

const nothingText = ({ until, candidates }: SearchSummary): string =>
  until === null
    ? "Nothing was measured in all runs of any point."
    : candidates.length === 0
      ? `No point that was looked at meets ${until}.`
      : `No point that was looked at meets ${until} on fresh seeds.`;

function excludedLines(
  { cannotExclude, over }: SearchSummary,
  { firstReplications, lastReplications }: SearchBudget,
): string[] {
  const others = `Whatever is not searched stands as it is written; what is: ${over.map(({ path }) => path).join(", ")}.`;
  if (cannotExclude === null) return [others];
  const { draws, better, share, confidence, isWhole } = cannotExclude;
  if (isWhole)
    return [
      `All ${counted(draws, "point")} of the space were looked at; one that did worse by chance may have been left early.`,
      others,
    ];
  const numbers = `${firstReplications === 1 ? "replication 0" : `replications 0 to ${firstReplications - 1}`}, and all ${lastReplications} where it did better`;
  const top =
    share < 1 ? `no more than ${percent(share)} of the space is` : "nothing is known of the rest of the space";
  return [
    `${better === 0 ? "None" : countText(better)} of ${counted(draws, "point")} drawn at random from the whole space ${better > 1 ? "are" : "is"} better (on ${numbers}):`,
    `with ${percent(confidence)} confidence ${top}. What is smaller than that may have been missed; a larger --budget draws more.`,
    others,
  ];
}

/** The object of `--json`: what `summary.json` says, and what this run of the command did. */
export const attackJson = <Scenario extends ScenarioBasics>({
  summary,
  folder,
  result,
  elapsedS,
  peakRssBytes,
}: FinishedAttack<Scenario>): string =>
  JSON.stringify({ ...summary, folder, computed: result.bench.computed, elapsedS, peakRssBytes });

const fields = (count: number): string => counted(count, "field");
const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
const amount = (value: number | null, unit: string): string =>
  value === null ? "–" : unit === "share" ? percent(value) : amountText(value);
const withUnit = (text: string, unit: string): string => (unit === "share" || unit === "" ? text : `${text} ${unit}`);

function intervalText(value: number | null, lower: number | null, upper: number | null, unit: string): string {
  const middle = amount(value, unit);
  const [from, to] = [lower, upper].map((bound) => (bound === null ? "∞" : amount(bound, unit)));
  if (value === null || (from === middle && to === middle)) return middle;
  return `${middle} [${lower === null ? "−" : ""}${from}, ${to}]`;
}
