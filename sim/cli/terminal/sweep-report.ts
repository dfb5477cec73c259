/** What the terminal and `--json` say of a sweep. */
import { join } from "node:path";
import { colors } from "./colors.js";
import { messages } from "./messages.js";
import type { PointEstimates } from "../../experiment/sweep/estimates.js";
import type { AnySample } from "../../stats/sample.js";
import type { Cell } from "../../table/result-table.js";
import { sweepTableLines } from "./sweep-table.js";
import type { Part } from "../../experiment/sweep/grid.js";
import { codeVersion } from "../../program/code-version.js";
import { reportName } from "../../output/write-run.js";
import type { SweepSummary, WrittenSweep } from "../../output/write-sweep.js";
import type { ScenarioBasics } from "../../experiment/model.js";
import { counted, bytesText, countText, durationText } from "../../units/readable.js";
import type { ReadySweep } from "../../experiment/sweep/ready-sweep.js";
import type { FinishedSweep } from "../run-sweep.js";

/** The first line of a sweep: everything that determines it. */
export function sweepHead({ scenario, grid }: ReadySweep<ScenarioBasics>, part: Part | undefined): string {
  const which = part === undefined ? "" : ` · part ${part.index} of ${part.count}`;
  return (
    `orrery ${codeVersion().version} · ${scenario.name} · seed ${scenario.seed} · ` +
    `${points(grid.points)}, ${replications(grid.replications)} each${which}`
  );
}

/** What was computed and where it is to be found. */
export function sweepText(finished: FinishedSweep): string {
  const { folder, summary, cells, computed, stored, interrupted, isCutShort, ...cost } = finished;
  const lines = sweepTableLines(finished.estimates, finished.columns);
  return [
    ...(lines.length === 0 ? [] : [...lines, ""]),
    `${counted(cells, "cell")}: ${countText(computed)} computed, ${countText(stored)} taken from the store.`,
    ...(interrupted ? [colors.yellow(isCutShort ? messages.interruptedSweep() : messages.interruptedPictures())] : []),
    "",
    ...(summary === undefined ? [] : [`fingerprint  ${summary.fingerprint}`]),
    `took         ${durationText(cost.elapsedS)}, ${bytesText(cost.peakRssBytes)} of memory`,
    `results      ${colors.bold(folder)}`,
    ...(summary === undefined
      ? ["join parts   npx orrery merge DIR... --out DIR"]
      : [`table        ${join(folder, "sweep.csv")}`, ...reportLine(folder, summary)]),
    ...(cost.missing.length === 0 ? [] : [`not drawn    ${cost.missing.map(({ name }) => name).join(", ")}`]),
    "",
  ].join("\n");
}

/** The object of `--json`: what `summary.json` says, and what this run of the command did. */
export function sweepJson(sweep: FinishedSweep): string {
  const { summary, estimates, columns, missing: _missing, isCutShort: _isCutShort, ...finished } = sweep;
  return JSON.stringify({ ...summary, ...finished, estimates: estimates.map((one) => plainEstimates(one, columns)) });
}

/** Of a point its parameters and metrics by name; whole amounts are text, as in `summary.json`. */
const plainEstimates = ({ point, parameters, replications, metrics }: PointEstimates, columns: readonly string[]) => ({
  point,
  parameters: Object.fromEntries(columns.map((name, k) => [name, plain(parameters[k])])),
  replications,
  metrics: Object.fromEntries(
    metrics.map(({ name, unit, sample, text }) => [
      name,
      { unit, ...(text === undefined ? plainSample(sample) : { text }) },
    ]),
  ),
});

const plainSample = (sample: AnySample | null): object =>
  Object.fromEntries(Object.entries(sample ?? {}).map(([name, value]) => [name, plain(value as Cell | null)]));

const plain = (value: Cell | null): number | string | null => (typeof value === "bigint" ? value.toString() : value);

/** What `orrery merge` prints. */
export function mergeText(folder: string, parts: number, { summary, missing }: WrittenSweep): string {
  const { cells, fingerprint } = summary;
  return [
    `${counted(cells, "cell")} of ${counted(parts, "part")}.`,
    "",
    `fingerprint  ${fingerprint}`,
    `results      ${colors.bold(folder)}`,
    `table        ${join(folder, "sweep.csv")}`,
    ...reportLine(folder, summary),
    ...(missing.length === 0 ? [] : [`not drawn    ${missing.map(({ name }) => name).join(", ")}`]),
    "",
  ].join("\n");
}

const reportLine = (folder: string, { files }: SweepSummary): string[] => [
  ...files.filter((file) => file.endsWith(".png")).map((file) => `picture      ${join(folder, file)}`),
  ...(files.includes(reportName) ? [`report       ${join(folder, reportName)}`] : []),
];

const points = (count: number): string => counted(count, "design point");
const replications = (count: number): string => counted(count, "replication");
