/** What the terminal and `--json` say of a comparison. */
import { join } from "node:path";
import Table from "cli-table3";
import type { ReadyComparison } from "../../experiment/compare/ready-comparison.js";
import type { Question } from "../../experiment/compare/run-comparison.js";
import type { ScenarioBasics } from "../../experiment/model.js";
import { codeVersion } from "../../program/code-version.js";
import { reportName } from "../../output/write-run.js";
import { counted, bytesText, durationText } from "../../units/readable.js";
import { answerLines, changeLines, metricCells, metricHeads } from "../../view/compare/compare-words.js";
import type { FinishedComparison } from "../run-compare.js";
import { colors } from "./colors.js";
import { messages } from "./messages.js";

/** Metrics that stand on a screen. */
const maxRows = 15;

/** The first lines of a comparison: everything that determines it. */
export function compareHead(
  { a, b, changes }: ReadyComparison<ScenarioBasics>,
  { pairs, precision }: Question,
): string {
  const names = a.scenario.name === b.scenario.name ? a.scenario.name : `${a.scenario.name} and ${b.scenario.name}`;
  const more = precision === undefined ? "" : ", then as many as the intervals need";
  return [
    `orrery ${codeVersion().version} · compare ${names} · seed ${a.scenario.seed} · ${counted(pairs, "pair")}${more}`,
    ...changeLines(changes).map((line) => `  ${line}`),
  ].join("\n");
}

/** What was found and where it is to be found. */
export function compareText(finished: FinishedComparison): string {
  const { folder, comparison, question, summary, missing, elapsedS, peakRssBytes } = finished;
  const pictures = summary.files.filter((file) => file.endsWith(".png"));
  return [
    ...(comparison.interrupted ? [colors.yellow(messages.interruptedPairs(comparison.pairs.length))] : []),
    ...answerLines(comparison, question),
    ...tableLines(finished),
    "",
    `fingerprint  ${summary.fingerprint}`,
    `took         ${durationText(elapsedS)}, ${bytesText(peakRssBytes)} of memory`,
    `results      ${colors.bold(folder)}`,
    `table        ${join(folder, "compare.csv")}`,
    ...(summary.files.includes(reportName) ? [`report       ${join(folder, reportName)}`] : []),
    ...pictures.map((file, k) => `${k === 0 ? "pictures" : "        "}     ${join(folder, file)}`),
    ...(missing.length === 0 ? [] : [`not drawn    ${missing.map(({ name }) => name).join(", ")}`]),
    "",
  ].join("\n");
}

/** Those that differ most; what is the same in every pair needs no row. */
function tableLines({ comparison }: FinishedComparison): string[] {
  const told = comparison.metrics.filter(({ verdict }) => verdict !== "same" && verdict !== "unmeasured");
  if (told.length === 0) return [];
  const table = new Table({
    head: [...metricHeads],
    colAligns: ["left", "right", "right", "right", "right", "right", "right", "right", "left"],
    style: { head: [], border: [], compact: true },
  });
  for (const metric of told.slice(0, maxRows)) table.push(metricCells(metric));
  const rest = told.length - maxRows;
  return ["", table.toString(), ...(rest > 0 ? [`${rest} more, which differ less, stand in compare.csv.`] : [])];
}

/** The object of `--json`: what `summary.json` says, and what this run of the command did. */
export function compareJson({ summary, folder, elapsedS, peakRssBytes }: FinishedComparison): string {
  return JSON.stringify({ ...summary, folder, elapsedS, peakRssBytes });
}
