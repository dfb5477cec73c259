/** `orrery check` of expectations: from files to verdicts, and to the reports that were asked for. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { expectationsOf } from "../experiment/expect/expectations.js";
import { percentText } from "../experiment/expect/claim.js";
import { budgetOf } from "../experiment/expect/baseline/budget.js";
import { runCheck } from "../experiment/expect/run-check.js";
import type { Model, ScenarioBasics } from "../experiment/model.js";
import { poolFor, workersFor } from "../experiment/pool/worker-count.js";
import { partFlag } from "../experiment/sweep/part-flag.js";
import { loadAll, type ReadyScenario } from "../experiment/ready-scenario.js";
import { elapsedS, peakRssBytes, startRunClock } from "../output/manifest.js";
import { type Finding, findingOf, isFailure, isOpen } from "../output/verdicts/finding.js";
import { githubLines } from "../output/verdicts/github.js";
import { junitText } from "../output/verdicts/junit.js";
import { markdownText } from "../output/verdicts/markdown.js";
import { sarifText } from "../output/verdicts/sarif.js";
import { type Arguments, type CommandOptions, UsageError } from "./command.js";
import { baselineOptions, baselinesTyped, besideStored, readStored, storeBudgets } from "./check-baselines.js";
import { checkReport } from "./check-report.js";
import { type PointToCheck, pointsToCheck, withPoint } from "./checked-points.js";
import { fileOptions } from "./load.js";
import { checkCommandLine, explainCommand, replayOfChecked } from "./replay.js";
import { partTyped } from "./part-option.js";
import { reportFilesTyped, writeReportFile } from "./report-files.js";
import { prepareStore, storeOption, storeTyped } from "./store-option.js";
import { type ExitCode, exitCodes } from "./terminal/exit-codes.js";
import { baselineMessages } from "./terminal/baseline-messages.js";
import { baselineText } from "./terminal/baseline-report.js";
import { messages } from "./terminal/messages.js";
import { print, printNote } from "./terminal/output-streams.js";
import { type CheckedFile, verdictJson, verdictText } from "./terminal/verdict-report.js";
import { watchWork } from "./terminal/watched-work.js";
import type { ModelOfFile } from "./typed-runs.js";
import { oneModelOf } from "./models-of-files.js";
import { workersOption, workersTyped } from "./workers.js";

/** What `--quick` is content with. */
export const quickConfidence = 0.8;

export const expectationOptions: CommandOptions = {
  ...workersOption,
  ...storeOption("replications"),
  quick: {
    type: "boolean",
    describe: `judge with no more than ${percentText(quickConfidence)} confidence, in fewer replications`,
  },
  "max-replications": {
    type: "string",
    requiresArg: true,
    describe:
      "replications of a scenario at most (default: four times what its expectations take at least, 200 or more)",
  },
  [partFlag]: {
    type: "string",
    requiresArg: true,
    describe: "judge only part i of n of all expectations, such as 2/3, on one of several machines",
  },
  ...baselineOptions,
  junit: { type: "string", requiresArg: true, describe: "write JUnit XML to this file" },
  sarif: { type: "string", requiresArg: true, describe: "write SARIF 2.1 to this file" },
  markdown: { type: "string", requiresArg: true, describe: "write a table in Markdown to this file" },
  report: { type: "string", requiresArg: true, describe: "write a page (HTML) that tells of everything to this file" },
  github: { type: "boolean", describe: "print annotations for GitHub, at the lines of the scenarios" },
};

const reports: readonly (readonly [option: string, text: (findings: readonly Finding[]) => string])[] = [
  ["junit", junitText],
  ["sarif", sarifText],
  ["markdown", markdownText],
];

/** Everything is checked before anything runs. */
export async function checkExpectations<Scenario extends ScenarioBasics>(
  modelOf: ModelOfFile<Scenario>,
  args: Arguments,
): Promise<ExitCode> {
  const typed = workersTyped(args);
  const replicationsMax = maxTyped(args);
  const part = partTyped(args);
  const baselines = baselinesTyped(args, part !== undefined);
  if (args.text("replications") !== undefined) throw new UsageError(messages.replicationsOfCheck());
  const reportFiles = reportFilesTyped(args, [...reports.map(([name]) => name), "report"]);
  const { model, points } = readyPoints(modelOf, args);
  const swept = points.find(({ parameters }) => parameters !== undefined);
  if (swept !== undefined && (baselines.updates || baselines.compares))
    throw new UsageError(messages.baselineOfSweep(swept.ready.file));
  const stored = readStored(baselines, {
    scenarios: points.map(({ scenario }) => scenario.name),
    ids: points.flatMap(({ scenario }) => expectationsOf(scenario, model.metricsOf(scenario)).map(({ id }) => id)),
  });
  const store = storeTyped(args);
  prepareStore(store);
  const [json, quiet, isQuick] = [args.flag("json"), args.flag("quiet"), args.flag("quick")];
  if (isQuick && !quiet) printNote(`${messages.quickCheck(percentText(quickConfidence))}\n`);
  const clock = startRunClock();
  const memoryBytes = points.reduce((max, { plan }) => Math.max(max, plan.memoryBytes), 0);
  const work = watchWork(messages.interruptingCheck());
  try {
    const progress = await work.begin(quiet);
    const replay = (at: number, replication: number): string =>
      replayOfChecked(points[at].ready.file, withPoint(args, points[at]), points[at].scenario.seed, replication);
    const checked = await runCheck(model, points, {
      store,
      confidenceMax: isQuick ? quickConfidence : undefined,
      replicationsMax,
      part,
      replayOf: replay,
      progress,
      interrupt: work.interrupt,
      poolFor: (cells) => poolFor(model.worker, workersFor(typed, cells, { memoryBytes })),
    });
    progress.stop();
    const whole = checked.map(({ judged, replications, computed }, at): CheckedFile => {
      const { scenario, title, parameters } = points[at];
      const { file, errorFor } = points[at].ready;
      const findings = judged.map((one) => {
        const { file: place, line, column } = errorFor(one.expectation.path, "");
        return findingOf(one, {
          scenario: title,
          place: { file: place, line, column },
          replay: (replication) => replay(at, replication),
          explain: explainCommand(file, withPoint(args, points[at]), one.expectation.id),
        });
      });
      const now = budgetOf(checked[at], { scenario: scenario.name, seed: String(scenario.seed) });
      const beside = besideStored({ file, now }, stored.get(scenario.name), baselines.margins);
      const values = parameters === undefined ? {} : { parameters: Object.fromEntries(parameters) };
      return { scenario: title, ...values, file, seed: scenario.seed, findings, replications, computed, beside };
    });
    const files = whole.filter(({ findings }) => findings.length > 0);
    const findings = files.flatMap((file) => file.findings);
    const textOf = new Map(reports.map(([option, text]) => [option, () => text(findings)]));
    const lines = [...reportFiles].map(([option, file]) => {
      const text = textOf.get(option) ?? (() => checkReport(files, checkCommandLine(args)));
      return writeReportFile(option, file, text());
    });
    const cost = { elapsedS: elapsedS(clock), peakRssBytes: peakRssBytes() };
    print(json ? `${verdictJson(files, cost, { withBaseline: baselines.compares })}\n` : verdictText(files, cost));
    if (!json) print(lines.join(""));
    const annotations = args.flag("github") ? githubLines(findings) : [];
    // A program that reads the object is to read nothing else.
    for (const line of annotations) (json ? printNote : print)(`${line}\n`);
    const beside = files.map((file) => file.beside);
    if (baselines.compares && !json) print(`\n${baselineText(beside)}`);
    if (baselines.updates && !work.interrupt.requested)
      for (const path of storeBudgets(beside, baselines)) printNote(`${baselineMessages.stored(path)}\n`);
    const movements = baselines.compares ? beside.map(({ moved }) => moved?.movement) : [];
    if (findings.some(isFailure) || movements.includes("moved")) return exitCodes.different;
    if (work.interrupt.requested) return work.interrupt.exitCode;
    if (lines.includes(undefined)) return exitCodes.unforeseen;
    return findings.some(isOpen) || movements.includes("unknown") ? exitCodes.undecided : exitCodes.ok;
  } finally {
    work.end();
  }
}

const isFolder = (word: string): boolean => statSync(word, { throwIfNoEntry: false })?.isDirectory() === true;

/** All files that were typed; a folder stands for its scenario files. */
export const filesTyped = ({ words }: Pick<Arguments, "words">): readonly string[] =>
  words.flatMap((word) => (isFolder(word) ? scenariosIn(word) : [word]));

interface ReadyPoints<Scenario extends ScenarioBasics> {
  readonly model: Model<Scenario>;
  readonly points: readonly PointToCheck<Scenario>[];
}

/**
 * All scenarios that were named, each with expectations; of a folder those that have some. Of sweeps all points. Throws `UsageError` where
 * those with expectations are of several models.
 */
function readyPoints<Scenario extends ScenarioBasics>(
  modelOf: ModelOfFile<Scenario>,
  args: Arguments,
): ReadyPoints<Scenario> {
  const expects = ({ file, scenario }: ReadyScenario<Scenario>): boolean =>
    expectationsOf(scenario, modelOf(file).metricsOf(scenario)).length > 0;
  const folders = args.words.filter(isFolder);
  const ready = loadAll(modelOf, filesTyped(args), fileOptions(args));
  for (const one of ready)
    if (args.words.includes(one.file) && !expects(one)) throw new UsageError(messages.needsExpectations(one.file));
  for (const folder of folders)
    if (!ready.some((one) => scenariosIn(folder).includes(one.file) && expects(one)))
      throw new UsageError(messages.noScenariosIn(folder));
  const expecting = ready.filter(expects);
  const [first, ...others] = expecting.map(({ file }) => file);
  const model = oneModelOf(modelOf, [first, ...others]);
  return { model, points: pointsToCheck(model, expecting) };
}

/** Its scenario files, in the order of their names (code points). */
const scenariosIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => extname(name) === ".yaml")
        .sort((a, b) => (a < b ? -1 : 1))
        .map((name) => join(folder, name))
    : [];

/** `--max-replications N`. Throws `UsageError`. */
function maxTyped(args: Arguments): number | undefined {
  const text = args.text("max-replications");
  if (text === undefined) return undefined;
  const max = Number(text);
  if (!/^\d{1,6}$/.test(text) || max < 10 || max > 100_000) throw new UsageError(messages.badMaxReplications(text));
  return max;
}
