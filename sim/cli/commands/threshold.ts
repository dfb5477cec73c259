import { statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { backgroundOf } from "../../experiment/background.js";
import { claimText } from "../../experiment/expect/claim.js";
import type { Model, ScenarioBasics } from "../../experiment/model.js";
import { poolFor, workersFor } from "../../experiment/pool/worker-count.js";
import { loadAll } from "../../experiment/ready-scenario.js";
import { budgetYaml } from "../../experiment/threshold/budget-entry.js";
import { placedScenario } from "../../experiment/threshold/placed-value.js";
import { type ReadyThreshold, readyThreshold, type ThresholdText } from "../../experiment/threshold/ready-threshold.js";
import { thresholdTables } from "../../experiment/threshold/threshold-tables.js";
import { budgetOf } from "../../experiment/threshold/run-threshold.js";
import { files } from "../../files/file-system.js";
import { type ClaimedFolder, claimResultFolder } from "../../output/result-folder.js";
import { isWithin, projectFolder } from "../../scenario/root.js";
import { namesShipped } from "../../scenario/shipped.js";
import { standardInput } from "../../scenario/standard-input.js";
import { fileNameRule, isFileName } from "../../units/file-name.js";
import { type Arguments, type Command, UsageError } from "../command.js";
import { fileOptions, scenarioOptions } from "../load.js";
import { agreeToWork, longWorkOption, togetherS } from "../long-work.js";
import { refusingFiles } from "../refusing-files.js";
import { replayOfChecked, typedCommandLine } from "../replay.js";
import { isInput, writeReportFile } from "../report-files.js";
import { tellNotDrawn } from "../report-option.js";
import { folderOf, hash8Of } from "../run-scenario.js";
import { prepareStore, storeOption, storeTyped } from "../store-option.js";
import { type FinishedThreshold, runThreshold } from "../run-threshold.js";
import { type ExitCode, exitCodes } from "../terminal/exit-codes.js";
import { messages } from "../terminal/messages.js";
import { print, printHead, printNote } from "../terminal/output-streams.js";
import { pageOption, pageTyped, writePage } from "../search-page.js";
import { thresholdHead, thresholdJson, thresholdSentences, thresholdText } from "../terminal/threshold-report.js";
import { watchWork } from "../terminal/watched-work.js";
import { workersOption, workersTyped } from "../workers.js";

/** Where cells are kept unless a folder is named: beside those of checks and sweeps. */
/** Values of the second parameter. */
const defaultPoints = 5;
const maxPoints = 100;

const { replications: _, ...changing } = scenarioOptions;

/** `orrery threshold`: from which value of a parameter on something is so. */
export const thresholdCommand: Command = {
  usage: "threshold FILE --param PATH --from A --to B --until CLAIM",
  about:
    "Finds the critical value of a parameter: where a claim of a probability begins, or ends, to be so, with an interval. " +
    "Bisection, every value decided by a sequential test on the same random numbers; by a logistic curve where the replications end first. " +
    "Says so where the response is not monotone. With a second --param (and its --from, --to) the frontier: the critical value of the first " +
    "at several values of the second. Replications are kept in the store, so that the same question takes seconds, and a search that was " +
    "stopped goes on. Exit code 98 where no critical value could be found.",
  options: {
    param: {
      type: "string",
      requiresArg: true,
      array: true,
      describe: "field that is varied, by its path; at most two",
    },
    from: { type: "string", requiresArg: true, array: true, describe: "one end of its range, with its unit" },
    to: { type: "string", requiresArg: true, array: true, describe: "the other end, above it" },
    until: {
      type: "string",
      requiresArg: true,
      describe: "a claim of a probability, as in expect:, such as 'P(max(NAME) > 10) > 1 % @ 95%'",
    },
    precision: {
      type: "string",
      requiresArg: true,
      describe: "how narrow the interval is to be, in the unit of the field (default: a fiftieth of the range)",
    },
    log: {
      type: "boolean",
      describe: "search on a log scale; --precision is then a share of the value, such as '5 %'",
    },
    points: {
      type: "string",
      requiresArg: true,
      describe: `values of the second --param (default: ${defaultPoints})`,
    },
    "max-replications": {
      type: "string",
      requiresArg: true,
      describe: "replications of one search at most (default: 2000, or twenty times what its claim takes at least)",
    },
    ...changing,
    ...workersOption,
    ...storeOption("replications"),
    out: { type: "string", requiresArg: true, describe: "folder of the results" },
    force: { type: "boolean", describe: "replace earlier results (replications are kept)" },
    "expect-file": {
      type: "string",
      requiresArg: true,
      describe: "write a scenario that extends FILE and expects what holds at the last safe value, for orrery check",
    },
    ...longWorkOption,
    ...pageOption,
    json: { type: "boolean", describe: "print one JSON object on standard output" },
    quiet: { type: "boolean", describe: "no progress" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: [
    "orrery threshold my.yaml --param 'operators[0].count' --from 10 --to 200 --until 'P(max(NAME) > 10) > 5 %'",
    "orrery threshold my.yaml --param PATH --from '1 %' --to '60 %' --param horizon --from '1 d' --to '5 d' --until 'P(max(NAME) > 10) > 5 %'",
  ],
  run: async (args, program) => thresholdFile(await program.loadModel(args.words), args),
};

/** Everything is checked before anything runs: the parameters, their ranges, the claim, the folder, the store. */
export async function thresholdFile<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  args: Arguments,
): Promise<ExitCode> {
  const [file, ...rest] = args.words;
  if (file === undefined || rest.length > 0) throw new UsageError(messages.oneThreshold());
  const typed = workersTyped(args);
  const page = pageTyped(args);
  const text = questionTyped(args);
  const replicationsMax = maxTyped(args);
  const expectFile = await expectFileTyped(args, file);
  const ready = loadAll(model, [file], fileOptions(args))[0];
  const threshold = readyThreshold(model, ready, text);
  const folder = args.text("out") ?? folderOfThreshold(threshold);
  const store = storeTyped(args);
  const [json, quiet] = [args.flag("json"), args.flag("quiet")];
  const { memoryBytes, seconds, replications } = ready.plan;
  const runs = (replicationsMax ?? budgetOf(threshold)) * threshold.points.length;
  await agreeToWork(togetherS(seconds / replications, runs, workersFor(typed, runs, { memoryBytes })), args);
  const work = watchWork();
  const { interrupt } = work;
  let claim: ClaimedFolder | undefined;
  try {
    claim = claimResultFolder({ folder, force: args.flag("force") });
    prepareStore(store);
    printHead(`${thresholdHead(threshold)}\n`, { json, quiet });
    const progress = await work.begin(quiet);
    const finished = await runThreshold(model, threshold, {
      folder: claim,
      store,
      replicationsMax,
      replayOf: (values, replication) =>
        replayOfChecked(file, withValues(args, values), ready.scenario.seed, replication),
      commandLine: ["orrery", ...process.argv.slice(2)],
      progress,
      interrupt,
      poolFor: (cells) => poolFor(model.worker, workersFor(typed, cells, { memoryBytes })),
    });
    const beside =
      page === undefined
        ? ""
        : writePage(page, {
            kind: "Threshold",
            scenario: ready.scenario,
            notices: finished.interrupted ? [messages.interruptedThreshold()] : [],
            answer: [
              `${thresholdHead(threshold).split("\n").slice(1).join("; ").trim()}.`,
              ...thresholdSentences(finished, threshold),
            ],
            pictures: finished.pictures(),
            tables: thresholdTables(finished.answers, threshold),
            background: backgroundOf(model, ready.scenario),
            fingerprint: finished.summary.fingerprint,
            command: typedCommandLine(process.argv.slice(2)),
          });
    print(json ? `${thresholdJson(finished)}\n` : `${thresholdText(finished, threshold)}${beside ?? ""}`);
    const isWritten =
      beside !== undefined &&
      (expectFile === undefined || writeExpectFile(model, { expectFile, file, threshold, finished }));
    const isDrawn = tellNotDrawn(finished.missing);
    if (finished.interrupted) return interrupt.exitCode;
    if (!isDrawn || !isWritten) return exitCodes.unforeseen;
    return finished.answers.every(({ outcome }) => outcome === "found") ? exitCodes.ok : exitCodes.undecided;
  } finally {
    claim?.release();
    work.end();
  }
}

/** Beside the results of the scenario, under a name that follows from the question. */
function folderOfThreshold({ ready, parameter, second, claim }: ReadyThreshold<ScenarioBasics>): string {
  const of = folderOf(ready);
  const asked = JSON.stringify([parameter, second].map((one) => one && [one.path, one.bounds.scale]));
  return join(dirname(of), `${basename(of)}-threshold-${hash8Of(`${asked} ${claimText(claim)}`)}`);
}

/** What was typed, as far as the command line alone can tell. Throws `UsageError` with all that is wrong. */
function questionTyped(args: Arguments): ThresholdText {
  const [params, froms, tos] = ["param", "from", "to"].map((name) => args.texts(name));
  const until = args.text("until");
  const pointsText = args.text("points");
  const count = pointsText === undefined ? defaultPoints : Number(pointsText);
  const wrong = [
    ...(params.length === 0 || params.length > 2 ? [messages.thresholdParams(params.length)] : []),
    ...(froms.length === params.length && tos.length === params.length
      ? []
      : [messages.thresholdRanges(params.length)]),
    ...(until === undefined ? [messages.needsUntil()] : []),
    ...(pointsText !== undefined && params.length < 2 ? [messages.pointsOfOne()] : []),
    ...(Number.isSafeInteger(count) && count >= 2 && count <= maxPoints
      ? []
      : [messages.badPoints(pointsText ?? "", maxPoints)]),
  ];
  if (wrong.length > 0 || until === undefined) throw new UsageError(wrong.join("\n"));
  const at = (k: number) => ({ path: params[k], from: froms[k], to: tos[k] });
  return {
    parameter: at(0),
    second: params.length < 2 ? undefined : { ...at(1), count },
    until,
    scale: args.flag("log") ? "log" : "linear",
    precision: args.text("precision"),
    prefix: "--",
  };
}

/** `--max-replications N`. Throws `UsageError`. */
function maxTyped(args: Arguments): number | undefined {
  const text = args.text("max-replications");
  if (text === undefined) return undefined;
  const max = Number(text);
  if (!/^\d{1,7}$/.test(text) || max < 200 || max > 1_000_000) throw new UsageError(messages.badMaxOfThreshold(text));
  return max;
}

/** What was typed with these values beside, and without the options that `run` understands otherwise. */
const withValues = (args: Arguments, values: readonly (readonly [string, number | string])[]): Arguments => ({
  ...args,
  texts: (name) =>
    name === "from"
      ? []
      : name === "set"
        ? [...args.texts("set"), ...values.map(([path, value]) => `${path}=${value}`)]
        : args.texts(name),
});

/** `--expect-file`, which is made and does not replace anything. Throws `UsageError`. */
async function expectFileTyped(args: Arguments, file: string): Promise<string | undefined> {
  const path = args.text("expect-file");
  if (path === undefined) return undefined;
  if (file === standardInput.word) throw new UsageError(messages.expectFileOfInput());
  if (args.texts("param").length > 1) throw new UsageError(messages.expectFileOfFrontier());
  const name = basename(path).replace(/\.ya?ml$/, "");
  if (!isFileName(name) || name === basename(path)) throw new UsageError(messages.badExpectFile(path, fileNameRule));
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(messages.noReportFolder("expect-file", path));
  if (isInput(path, [file])) throw new UsageError(messages.reportIsInput("expect-file", path));
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(messages.reportIsFolder("expect-file", path));
  const root = projectFolder(path);
  if (!namesShipped(file) && !isWithin(root, file)) throw new UsageError(messages.baseOutside(file, root));
  if (!args.flag("force") && (await refusingFiles(() => files.lstat(path))) !== undefined)
    throw new UsageError(messages.fileExists(path));
  return path;
}

/** Says in the end where it is, or why there is none; false: it could not be written. */
function writeExpectFile<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  {
    expectFile,
    file,
    threshold,
    finished: { entry, answers },
  }: {
    readonly expectFile: string;
    readonly file: string;
    readonly threshold: ReadyThreshold<Scenario>;
    readonly finished: FinishedThreshold;
  },
): boolean {
  const safe = answers.at(0)?.safe;
  if (entry === undefined || safe === undefined) {
    printNote(`${messages.noExpectFile(expectFile)}\n`);
    return true;
  }
  const { ready, parameter } = threshold;
  const value = parameter.unit === "" ? Number(safe.text) : safe.text;
  const after = placedScenario(model, ready, [{ steps: parameter.steps, value, span: parameter.span }]).written;
  const path = relative(dirname(expectFile), file).split(sep).join("/");
  const text = budgetYaml({
    base: namesShipped(file) ? file : path.startsWith(".") ? path : `./${path}`,
    name: basename(expectFile).replace(/\.ya?ml$/, ""),
    before: loadAll(model, [file])[0].written,
    after,
    entry,
  });
  if (writeReportFile("expect-file", expectFile, text) === undefined) return false;
  printNote(`${messages.expectFileWritten(expectFile)}\n`);
  return true;
}
