import { join } from "node:path";
import { colors } from "./colors.js";
import { codeVersion } from "../../program/code-version.js";
import { messages } from "./messages.js";
import type { ScenarioBasics } from "../../experiment/model.js";
import { bytesText, durationText } from "../../units/readable.js";
import { reportName } from "../../output/write-run.js";
import type { FinishedRun } from "../run-scenario.js";
import { outputLines } from "./output-lines.js";

/** The first line of a run: everything that determines it. */
export function headLine(
  { name, seed, replications }: ScenarioBasics,
  { replication, fromUs }: { readonly replication?: number | undefined; readonly fromUs?: number | undefined } = {},
): string {
  const which =
    replications === 1 || replication !== undefined
      ? `replication ${replication ?? 0}`
      : `replications 0 to ${replications - 1}`;
  const from = fromUs === undefined ? "" : ` · from ${durationText(fromUs / 1e6)} on`;
  return `orrery ${codeVersion().version} · ${name} · seed ${seed} · ${which}${from}`;
}

/** What happened and where it is to be found. */
export function runText(finished: FinishedRun): string {
  const { folder, summary, missing, summaryLines, elapsedS, peakRssBytes } = finished;
  const pictures = summary.files.filter((file) => file.endsWith(".png"));
  return [
    ...summaryLines,
    ...outputLines(finished, summary),
    "",
    ...interruptedLines(finished),
    `fingerprint  ${summary.fingerprint}`,
    `took         ${durationText(elapsedS)}, ${bytesText(peakRssBytes)} of memory`,
    `results      ${colors.bold(folder)}`,
    ...(summary.files.includes(reportName) ? [`report       ${join(folder, reportName)}`] : []),
    ...pictures.map((file, k) => `${k === 0 ? "pictures" : "        "}     ${join(folder, file)}`),
    ...finished.snapshots.map((file, k) => `${k === 0 ? "stored" : "      "}       ${join(folder, file)}`),
    ...(missing.length === 0 ? [] : [`not drawn    ${missing.map(({ name }) => name).join(", ")}`]),
    "",
  ].join("\n");
}

function interruptedLines({ summary, isCutShort }: FinishedRun): string[] {
  if (!summary.interrupted) return [];
  return [
    colors.yellow(isCutShort ? messages.interruptedRun(summary.replications) : messages.interruptedPictures()),
    "",
  ];
}

/** The object of `--json`. */
export function runJson({ folder, summary, snapshots, elapsedS, peakRssBytes }: FinishedRun): string {
  return JSON.stringify({ ...summary, folder, ...(snapshots.length > 0 && { snapshots }), elapsedS, peakRssBytes });
}
