/** `orrery why FILE --expectation ID`: what is behind a failed expectation, and the smallest scenario that fails it. */
import { dirname, extname } from "node:path";
import { type Arguments, type CommandOptions, UsageError } from "../../../sim/cli/command.js";
import { quickConfidence } from "../../../sim/cli/check-expectations.js";
import { fileOptions, scenarioOptions } from "../../../sim/cli/load.js";
import { refusingFiles } from "../../../sim/cli/refusing-files.js";
import { replayOfChecked } from "../../../sim/cli/replay.js";
import { prepareStore, storeOption, storeTyped } from "../../../sim/cli/store-option.js";
import { type ExitCode, exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { print, printNote } from "../../../sim/cli/terminal/output-streams.js";
import { findingLines } from "../../../sim/cli/terminal/verdict-report.js";
import { type WatchedWork, watchWork } from "../../../sim/cli/terminal/watched-work.js";
import { workersOption, workersTyped } from "../../../sim/cli/workers.js";
import type { Expectation } from "../../../sim/experiment/expect/expectations.js";
import { expectationsOf } from "../../../sim/experiment/expect/expectations.js";
import { decidingRow } from "../../../sim/experiment/expect/deciding-row.js";
import { figuresMeasured } from "../../../sim/experiment/expect/expectations.js";
import { type JudgedExpectation, runCheck } from "../../../sim/experiment/expect/run-check.js";
import type { Model, ScenarioBasics } from "../../../sim/experiment/model.js";
import { poolFor, workersFor } from "../../../sim/experiment/pool/worker-count.js";
import { loadFile, type ReadyScenario, readyScenario, ScenarioErrors } from "../../../sim/experiment/ready-scenario.js";
import { execute } from "../../../sim/experiment/replicate/execute.js";
import type { PlainMap } from "../../../sim/experiment/shrink/candidate.js";
import { commandsOf, shrinkScenario, type ShrunkScenario } from "../../../sim/experiment/shrink/shrink-scenario.js";
import { valuesOf } from "../../../sim/experiment/shrink/trials.js";
import { files } from "../../../sim/files/file-system.js";
import { writeNewFile } from "../../../sim/files/trees.js";
import { type Finding, findingOf, foundText } from "../../../sim/output/verdicts/finding.js";
import { nearestWord } from "../../../sim/scenario/nearest.js";
import { counted, countText, durationText } from "../../../sim/units/readable.js";
import { messages } from "../texts/messages.js";
import { decidedLine, eventsBehind, turnsBehind, turnsText, wayOf } from "./behind.js";

/** Runs that a search may take unless told. */
const defaultBudget = 200;

export const expectationOptions: CommandOptions = {
  ...scenarioOptions,
  expectation: { type: "string", requiresArg: true, describe: "of a scenario: an expectation that fails, by its id" },
  shrink: {
    type: "string",
    requiresArg: true,
    describe: "with --expectation: write the smallest scenario that fails in the same way to this file",
  },
  budget: {
    type: "string",
    requiresArg: true,
    describe: `with --shrink: runs that the search may take (default: ${defaultBudget})`,
  },
  force: { type: "boolean", describe: "with --shrink: write over a file that is there" },
  quick: { type: "boolean", describe: "with --expectation: as orrery check --quick judges" },
  ...storeOption("replications"),
  ...workersOption,
  quiet: { type: "boolean", describe: "no progress" },
};

interface Asked<Scenario extends ScenarioBasics> {
  readonly model: Model<Scenario>;
  readonly args: Arguments;
  readonly ready: ReadyScenario<Scenario>;
  readonly given: PlainMap;
  readonly work: WatchedWork;
}

/** Everything is checked before anything runs. */
export async function explainExpectation<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  args: Arguments,
): Promise<ExitCode> {
  const [file, another] = args.words;
  if (file === undefined || another !== undefined) throw new UsageError(messages.needsScenario());
  const shrinkTo = args.text("shrink");
  if (shrinkTo !== undefined) await checkTarget(shrinkTo, args.flag("force"));
  for (const option of ["budget", "force"])
    if (shrinkTo === undefined && (args.flag(option) || args.text(option) !== undefined))
      throw new UsageError(messages.onlyWithShrink(option));
  const budget = budgetTyped(args);
  const typed = replicationTyped(args);
  workersTyped(args);
  const loaded = loadFile(model, file, fileOptions(args));
  if (!loaded.ok) throw new ScenarioErrors(loaded.errors);
  const ready = readyScenario(model, file, loaded);
  const id = idOf(expectationsOf(ready.scenario, model.metricsOf(ready.scenario)), args.text("expectation") ?? "");
  prepareStore(storeTyped(args));
  const work = watchWork(messages.interruptingWhy());
  const asked: Asked<Scenario> = { model, args, ready, given: loaded.given as PlainMap, work };
  try {
    const judged = await judgedAgain(asked, id);
    const finding = findingIn(asked, judged);
    const isAgainst = finding.outcome !== "pass" && finding.outcome !== "fixed";
    const replication = typed ?? (isAgainst ? judged.worst?.replication : undefined);
    const head = findingLines(finding);
    if (replication === undefined || work.interrupt.requested) {
      print(
        args.flag("json")
          ? `${JSON.stringify({ finding })}\n`
          : [...head, "", messages.nothingAgainst(), ""].join("\n"),
      );
      return work.interrupt.requested ? work.interrupt.exitCode : exitCodes.ok;
    }
    const told = await toldOf(asked, judged.expectation, replication);
    if (!args.flag("json")) print([...head, "", ...told.lines, ""].join("\n"));
    const shrunk =
      shrinkTo === undefined || work.interrupt.requested
        ? undefined
        : await shrunkTo(asked, { to: shrinkTo, expectation: judged.expectation, replication, budget, finding });
    if (args.flag("json")) print(`${JSON.stringify({ finding, replication, ...told, shrunk: shrunk ?? null })}\n`);
    return work.interrupt.requested ? work.interrupt.exitCode : exitCodes.ok;
  } finally {
    work.end();
  }
}

/** As `orrery check` judges it, whose replications the store has. */
async function judgedAgain<Scenario extends ScenarioBasics>(
  { model, args, ready, work }: Asked<Scenario>,
  id: string,
): Promise<JudgedExpectation> {
  const progress = await work.begin(args.flag("quiet"));
  const { memoryBytes } = ready.plan;
  const [checked] = await runCheck(model, [ready], {
    store: storeTyped(args),
    confidenceMax: args.flag("quick") ? quickConfidence : undefined,
    replicationsMax: undefined,
    replayOf: (_scenario, replication) => replayOfChecked(ready.file, args, ready.scenario.seed, replication),
    progress,
    interrupt: work.interrupt,
    poolFor: (cells) => poolFor(model.worker, workersFor(workersTyped(args), cells, { memoryBytes })),
  });
  progress.stop();
  return checked.judged.find(({ expectation }) => expectation.id === id) as JudgedExpectation;
}

function findingIn<Scenario extends ScenarioBasics>(
  { args, ready }: Asked<Scenario>,
  judged: JudgedExpectation,
): Finding {
  const { file, line, column } = ready.errorFor(judged.expectation.path, "");
  return findingOf(judged, {
    scenario: ready.scenario.name,
    place: { file, line, column },
    replay: (replication) => replayOfChecked(ready.file, args, ready.scenario.seed, replication),
  });
}

/** The chain of events of one replication, which is run with its log. */
async function toldOf<Scenario extends ScenarioBasics>(
  { model, args, ready, work }: Asked<Scenario>,
  expectation: Expectation,
  replication: number,
) {
  const progress = await work.begin(args.flag("quiet"));
  const scenario = { ...ready.scenario, outputs: figuresMeasured([expectation]) };
  const { results } = await execute(model, scenario, {
    replications: [replication],
    events: true,
    replayOf: () => replayOfChecked(ready.file, args, ready.scenario.seed, replication),
    progress,
    interrupt: work.interrupt,
  });
  progress.stop();
  const [run] = results;
  const decided = decidingRow(
    expectation.claim,
    run.tables.series,
    valuesOf(run),
    model.datedOf?.(ready.scenario).startMs,
  );
  const turns = turnsBehind(run, decided);
  const events = eventsBehind(run, decided);
  const lines = [
    `What is behind it in replication ${replication}`,
    "",
    ...turnsText(turns),
    decidedLine(decided),
    ...events.map((line) => `  ${line}`),
  ];
  const when =
    decided === null ? null : { time_s: decided.timeS, metric: decided.metric.name, value: Number(decided.value) };
  return { lines, turns, events, decided: when };
}

interface Shrinking {
  readonly to: string;
  readonly expectation: Expectation;
  readonly replication: number;
  readonly budget: number;
  readonly finding: Finding;
}

async function shrunkTo<Scenario extends ScenarioBasics>(
  { model, args, ready, given, work }: Asked<Scenario>,
  { to, expectation, replication, budget, finding }: Shrinking,
) {
  const progress = await work.begin(args.flag("quiet"));
  const shrunk = await shrinkScenario(model, {
    file: ready.file,
    to,
    root: args.text("root"),
    scenario: ready.scenario,
    given,
    expectation,
    replication,
    found: foundText(finding),
    budget,
    wayOf,
    progress,
    interrupt: work.interrupt,
  });
  progress.stop();
  if (typeof shrunk === "string") {
    const isSampled = expectation.claim.kind === "mean" || expectation.claim.kind === "quantile";
    const holds = isSampled ? messages.notSmall() : messages.holdsThere(replication);
    const text = shrunk === "holds" ? holds : messages.noEvent();
    if (args.flag("json")) printNote(`${text}\n`);
    else print(`${text}\n`);
    return undefined;
  }
  await refusingFiles(() => {
    if (files.lstat(to) !== undefined) files.removeFile(to);
    writeNewFile(to, [Buffer.from(shrunk.text)]);
  });
  if (!args.flag("json")) print(`${shrunkLines(shrunk, to).join("\n")}\n`);
  const { lines, linesBefore, runs, end, seed } = shrunk;
  return { file: to, lines, linesBefore, runs, end, seed, replication: shrunk.replication };
}

const endText = {
  smallest: "nothing more can go",
  budget: "more --budget may find less",
  interrupted: "interrupted",
} as const;

function shrunkLines(shrunk: ShrunkScenario, to: string): string[] {
  const { lines, linesBefore, runs, end, replication, failure, first } = shrunk;
  const sizes = failure.sizes.map(([name, count]) => {
    const before = first.sizes.find(([other]) => other === name)?.[1];
    return `${countText(count)} ${name}${before === undefined ? "" : ` of ${countText(before)}`}`;
  });
  return [
    `${to} fails in the same way: ${sizes.join(", ")}, ${durationText(failure.horizonS)} of ${durationText(first.horizonS)}, ${counted(lines, "line")} of ${linesBefore}.`,
    `${counted(runs, "run")} tried: ${endText[end]}.`,
    ...(failure.judgement === null ? [] : [messages.howSure(failure.judgement.replications)]),
    ...commandsOf(to, failure.judgement === null ? replication : 0).map((command) => `  ${command}`),
  ];
}

/** Throws `UsageError` for a file that may not be written there. */
async function checkTarget(file: string, mayReplace: boolean): Promise<void> {
  if (![".yaml", ".yml"].includes(extname(file))) throw new UsageError(messages.badShrinkName(file));
  await refusingFiles(() => {
    if (files.stat(dirname(file))?.isDirectory() !== true) throw new UsageError(messages.noShrinkFolder(file));
    if (!mayReplace && files.lstat(file) !== undefined) throw new UsageError(messages.fileThere(file));
  });
}

function idOf(expectations: readonly Expectation[], id: string): string {
  const known = expectations.map((expectation) => expectation.id);
  if (!known.includes(id)) throw new UsageError(messages.noExpectation(id, known, nearestWord(id, known)));
  return id;
}

function budgetTyped(args: Arguments): number {
  const text = args.text("budget");
  if (text === undefined) return defaultBudget;
  const budget = Number(text);
  if (!/^\d{1,6}$/.test(text) || budget < 10 || budget > 100_000) throw new UsageError(messages.badBudget(text));
  return budget;
}

function replicationTyped(args: Arguments): number | undefined {
  const text = args.text("replication");
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text)) throw new UsageError(messages.badReplicationOf(text));
  return Number(text);
}
