/** What the terminal and `--json` say of a tuning. */
import { join } from "node:path";
import type { ScenarioBasics } from "../../experiment/model.js";
import type { AssumedEffect } from "../../experiment/tune/assumed.js";
import type { TuneBudget } from "../../experiment/tune/budget.js";
import type { Constraint } from "../../experiment/tune/constraint.js";
import type { ReadyTune } from "../../experiment/tune/ready-tune.js";
import type { HeldShare, Spread } from "../../experiment/tune/robustness.js";
import type { TuneResult } from "../../experiment/tune/run-tune.js";
import { codeVersion } from "../../program/code-version.js";
import { compromiseName, type FrontPoint, type TuneSummary } from "../../output/write-tune.js";
import type { Plain } from "../../scenario/tree.js";
import { counted, bytesText, countText, durationText } from "../../units/readable.js";
import type { FinishedTune } from "../run-tune.js";
import { colors } from "./colors.js";
import { amount, bracketed, percent, tableText, withUnit } from "./tune-figures.js";
import { sensitivityTable } from "./tune-sensitivity.js";

/** The first lines of a tuning: everything that determines it. */
export function tuneHead<Scenario extends ScenarioBasics>(
  { scenario, tune, objectives, constraints }: ReadyTune<Scenario>,
  { budget, cells }: { readonly budget: TuneBudget; readonly cells: number },
): string {
  return [
    `orrery ${codeVersion().version} · tune ${scenario.name} · seed ${scenario.seed} · ${counted(tune.axes.length, "parameter")}, up to ${counted(cells, "replication")}`,
    ...objectives.map(({ aim, measure }) => `  ${aim} ${measure.text}`),
    ...constraints.map(({ text }) => `  where ${text}`),
    `  ${counted(budget.trajectories, "trajectory", "trajectories")} of elementary effects, ${rowsText(budget)} for Sobol indices, ` +
      `${counted(budget.population, "point")} in ${counted(budget.generations + 1, "generation")}, ${counted(budget.replications, "replication")} each`,
    ...coarseLines(constraints, budget.replications),
  ].join("\n");
}

/** The largest step in which a probability may be told that is held against a bound. */
const stepOf = (bound: number): number => Math.min(bound, 1 - bound);

/** Of bounds on probabilities that lie within one step of what so many replications can tell. */
function coarseLines(constraints: readonly Constraint[], replications: number): string[] {
  const bounds = constraints.flatMap(({ claim }) => (claim.kind === "probability" ? [claim.bound] : []));
  if (bounds.length === 0) return [];
  const finest = bounds.reduce((a, b) => (stepOf(b) < stepOf(a) ? b : a));
  // 1 - 80 % is a hair less than 20 %.
  const needed = Math.ceil(1 / stepOf(finest) - 1e-6);
  if (replications >= needed) return [];
  return [
    `  ${counted(replications, "replication")} tell a probability in steps of ${percent(1 / replications)}, too coarse for a bound of ` +
      `${percent(finest)}: \`replications: ${needed}\` under tune has finer ones`,
  ];
}

const rowsText = ({ rows, rowPoints }: TuneBudget): string =>
  rows === null ? `up to ${counted(rowPoints, "point")}` : counted(rows, "row");

export function tuneText<Scenario extends ScenarioBasics>(finished: FinishedTune<Scenario>): string {
  const { folder, result, missing } = finished;
  const summary = finished.summary as TuneSummary;
  return [
    "",
    colors.bold("Which parameters matter"),
    sensitivityTable(result),
    ...screenedLines(summary),
    "",
    ...frontLines(summary),
    frontTable(summary),
    ...compromiseLines(summary),
    ...reachLines(summary),
    "",
    colors.bold("What the answer hangs on, of all that nobody has measured"),
    ...assumedLines(result),
    "",
    `points       ${countText(summary.points)} of the ranges`,
    ...refusedLines(summary),
    `replications ${countText(summary.cells)}, ${countText(result.bench.computed)} of them computed now`,
    `took         ${durationText(finished.elapsedS)}, ${bytesText(finished.peakRssBytes)} of memory`,
    `results      ${colors.bold(folder)}`,
    ...["front.csv", "sensitivity.csv", "tune.csv", "assumed.csv"].map((name) => `table        ${join(folder, name)}`),
    ...summary.files.filter((name) => name.endsWith(".png")).map((name) => `picture      ${join(folder, name)}`),
    `run it       npx orrery run ${join(folder, compromiseName)}`,
    ...(missing.length === 0 ? [] : [`not drawn    ${missing.map(({ name }) => name).join(", ")}`]),
    "",
  ].join("\n");
}

const screenedLines = ({ screened }: TuneSummary): string[] =>
  screened.length === 0 ? [] : [`Next to nothing on anything: ${screened.join(", ")}.`];

const refusedLines = ({ refused, refusedBecause }: TuneSummary): string[] =>
  refusedBecause === null
    ? []
    : [
        colors.yellow(
          `not run      ${counted(refused, "place")} that ${refused === 1 ? "is" : "are"} no scenario, such as ${refusedBecause}`,
        ),
      ];

const frontLines = ({ isFeasible, front, objectives }: TuneSummary): string[] =>
  isFeasible
    ? [
        colors.bold(objectives.length === 1 ? "Best found" : "What can be had at once"),
        objectives.length === 1
          ? ""
          : `${counted(front.length, "point")} that no other one beats; those that lie apart were run on futures that they were not found by.`,
      ].filter((line) => line !== "")
    : [colors.yellow("No point that was looked at holds all constraints. Nearest:")];

const maxShown = 12;

/** Points with what became of them in other futures first, in the order of the front. */
function frontTable({ front, objectives, constraints }: TuneSummary): string {
  const robust = front.filter(({ robustness }) => robustness !== null);
  const shown = (robust.length > 0 ? robust : front).slice(0, maxShown);
  const rows = shown.map((point) => [
    `${point.point}${point.isCompromise ? " *" : ""}`,
    ...objectives.flatMap(({ unit }, k) => [
      amount(point.objectives[k], unit),
      spreadText(point.robustness?.objectives[k] ?? null, unit),
    ]),
    ...(constraints.length === 0 ? [] : [heldText(point)]),
  ]);
  const heads = [
    "point",
    ...objectives.flatMap(({ measure, unit }) => [`${measure}${bracketed(unit)}`, "80 % of futures"]),
    ...(constraints.length === 0 ? [] : ["all holds in"]),
  ];
  const rest = front.length - shown.length;
  return `${tableText(
    heads,
    rows,
    heads.slice(1).map((_unused, k) => k + 1),
  )}${rest > 0 ? `\n${counted(rest, "more point")} in front.csv.` : ""}`;
}

function heldText({ robustness, constraints }: FrontPoint): string {
  if (robustness === null || robustness.paths === 0)
    return constraints.every(({ holds }) => holds) ? "it held" : "it did not hold";
  return `${shareText(robustness.all)} of futures`;
}

const shareText = ({ share, lower95, upper95 }: HeldShare): string =>
  `${percent(share)} [${percent(lower95)}, ${percent(upper95)}]`;

const spreadText = (spread: Spread | null, unit: string): string =>
  spread === null ? "–" : `${amount(spread.q10, unit)} to ${amount(spread.q90, unit)}`;

function compromiseLines({ front, constraints }: TuneSummary): string[] {
  const point = front.find(({ isCompromise }) => isCompromise);
  if (point === undefined) return [];
  const entries = Object.entries(point.parameters);
  const width = entries.reduce((most, [path]) => Math.max(most, path.length), 0);
  return [
    front.length === 1
      ? `* point ${point.point}:`
      : `* the compromise, point ${point.point}, which is nearest to the best of each:`,
    ...entries.map(([path, value]) => `  ${path.padEnd(width)}  ${plainText(value)}`),
    ...constraints.map(({ text, unit }, k) => {
      const { value, holds } = point.constraints[k];
      const paths = point.robustness?.constraints[k];
      const later = paths === undefined ? "" : `, in ${shareText(paths)} of futures`;
      return `  ${text}: ${holds ? "holds" : "does not hold"} (${amount(value, unit)}${withUnit(unit)})${later}`;
    }),
  ];
}

/** Where nothing holds everything: why, constraint by constraint. */
function reachLines({ reaches, constraints, points }: TuneSummary): string[] {
  if (reaches === undefined || constraints.length === 0) return [];
  const rows = constraints.map(({ text, unit }, k) => {
    const { held, nearest, short } = reaches.constraints[k];
    const at =
      nearest === null
        ? "measured nowhere"
        : `${amount(nearest.value, unit)}${withUnit(unit)} at point ${nearest.point}`;
    return [text, `${countText(held)} of ${countText(points)}`, at, missing(short, unit)];
  });
  const never = constraints.filter((_unused, k) => reaches.constraints[k].held === 0).map(({ text }) => text);
  return [
    "",
    colors.bold("Why nothing holds all of it"),
    tableText(["constraint", "points that hold it", "nearest", "short of it by"], rows, [1, 2, 3]),
    ...(never.length > 0 ? [`Held nowhere in these ranges: ${never.join("; ")}.`] : []),
    ...reaches.apart.map(
      ([a, b]) => `Held by some points each, and by none at once: ${constraints[a].text}; ${constraints[b].text}.`,
    ),
    "No point is no proof that there is none: a larger --budget looks at more of them, and wider ranges at others.",
  ];
}

const missing = (short: number | null, unit: string): string =>
  short === null || short === 0 ? "–" : `${amount(short, unit)}${withUnit(unit)}`;

const maxInputs = 8;

function assumedLines<Scenario extends ScenarioBasics>({ bench, assumed, compromise }: TuneResult<Scenario>): string[] {
  const { inputs, left, words } = assumed;
  const { by } = bench.ready.tune.words.assumed;
  if (inputs.length === 0 && left === 0) return ["Nothing that is a number is known to be assumed."];
  const shown = inputs.filter(({ change, turned }) => change > 0 || turned.length > 0).slice(0, maxInputs);
  const rows = shown.map((input) => [
    input.path,
    plainText(input.value),
    changeText(input),
    turnedText(bench.ready, input),
  ]);
  const idle = inputs.filter(({ change, turned }) => change === 0 && turned.length === 0).length;
  return [
    `${counted(inputs.length, "figure")}, each ${percent(by)} smaller and larger at point ${compromise}, one at a time.`,
    ...(rows.length === 0
      ? []
      : [tableText(["assumed", "as", "an objective changes by", "decides whether holds"], rows, [2])]),
    ...(idle > 0 ? [`${counted(idle, "figure")} changed nothing.`] : []),
    ...(left > 0 ? [`${counted(left, "more figure")} not looked at; a larger --budget does.`] : []),
    ...(words > 0
      ? [
          `${counted(words, "assumption")} that ${words === 1 ? "is no number" : "are no numbers"} stood as ${words === 1 ? "it is" : "they are"}.`,
        ]
      : []),
  ];
}

const changeText = ({ change }: AssumedEffect): string =>
  Number.isFinite(change) ? percent(change) : "not measured there";

const turnedText = <Scenario>({ constraints }: ReadyTune<Scenario>, { turned }: AssumedEffect): string =>
  turned.length === 0 ? "–" : turned.map((k) => constraints[k].text).join("; ");

/** The object of `--json`: what `summary.json` says, and what this run of the command did. */
export const tuneJson = <Scenario extends ScenarioBasics>({
  summary,
  folder,
  result,
  elapsedS,
  peakRssBytes,
}: FinishedTune<Scenario>): string =>
  JSON.stringify({ ...summary, folder, computed: result.bench.computed, elapsedS, peakRssBytes });

const plainText = (value: Plain): string => (typeof value === "string" ? value : JSON.stringify(value));
