import { elapsedS, peakRssBytes, startRunClock } from "../../output/manifest.js";
import { type Arguments, type Command, UsageError } from "../command.js";
import { checkExpectations, expectationOptions, filesTyped } from "../check-expectations.js";
import { type ExitCode, exitCodes } from "../terminal/exit-codes.js";
import { loadAll } from "../../experiment/ready-scenario.js";
import { fileOptions, scenarioOptions } from "../load.js";
import { modelOfEach } from "../models-of-files.js";
import type { ModelOfFile } from "../typed-runs.js";
import { messages } from "../terminal/messages.js";
import type { Model, ScenarioBasics } from "../../experiment/model.js";
import { watchWork } from "../terminal/watched-work.js";
import { replayCommand } from "../replay.js";
import { headLine } from "../terminal/run-report.js";
import { twiceJson, twiceText } from "../terminal/twice-report.js";
import { runTwice } from "../../experiment/twice/twice.js";
import { print, printHead } from "../terminal/output-streams.js";

/** `orrery check`: does what a scenario expects hold? With `--twice`: is a run the same when it is run again? */
export const checkCommand: Command = {
  usage: "check FILES...",
  about:
    "Runs replications of each scenario until every expectation of its expect: is decided, and says PASS, FAIL or UNDECIDED with " +
    "estimate and interval. A folder stands for all its scenarios that expect something. Exit code 99 if one fails, 98 if one stays open. " +
    "Replications are kept in the store, so that checking unchanged code again takes seconds. " +
    "With --twice it runs each scenario twice instead, side by side, and compares every event, every draw, the state, tables, metrics " +
    "and fingerprint, and names the first difference with time, handler, entity and stream; " +
    "and once more stored halfway and gone on from there, which finds what plug-ins remember by themselves. Writes nothing. Exit code 70 if anything differs.",
  options: {
    twice: { type: "boolean", describe: "run each scenario twice and compare" },
    ...scenarioOptions,
    ...expectationOptions,
    json: { type: "boolean", describe: "print JSON on standard output: one object, with --twice one a scenario" },
    quiet: { type: "boolean", describe: "no progress" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: [
    "orrery check my.yaml",
    "orrery check scenarios --quick --junit check.xml --sarif check.sarif",
    "orrery check --twice scenarios/launch.yaml --horizon '2 h' --json",
  ],
  run: async (args, program) => checkFiles(await modelOfEach(filesTyped(args), program), args),
};

/** Which of the two was asked for. */
export async function checkFiles<Scenario extends ScenarioBasics>(
  models: Model<Scenario> | ModelOfFile<Scenario>,
  args: Arguments,
): Promise<ExitCode> {
  const modelOf = typeof models === "function" ? models : () => models;
  if (args.words.length === 0) throw new UsageError(messages.needsFile(args.flag("twice") ? "check --twice" : "check"));
  if (!args.flag("twice")) return checkExpectations(modelOf, args);
  const other = Object.keys(expectationOptions).find((name) => args.flag(name) || args.text(name) !== undefined);
  if (other !== undefined) throw new UsageError(messages.onlyWithoutTwice(other));
  return checkTwice(modelOf, args);
}

/** All files are checked, also those after one that differs; an interruption ends it. */
async function checkTwice<Scenario extends ScenarioBasics>(
  modelOf: ModelOfFile<Scenario>,
  args: Arguments,
): Promise<ExitCode> {
  const ready = loadAll(modelOf, args.words, fileOptions(args));
  const work = watchWork(messages.interruptingCheck());
  const { interrupt } = work;
  let code: ExitCode = exitCodes.ok;
  try {
    for (const scenario of ready) {
      const quiet = args.flag("quiet");
      printHead(`${headLine(scenario.scenario)}\n`, { json: args.flag("json"), quiet });
      const progress = await work.begin(quiet);
      try {
        const replay = replayCommand(scenario.file, args, scenario.scenario.seed);
        const clock = startRunClock();
        const result = await runTwice(modelOf(scenario.file), scenario.scenario, { replay, progress, interrupt });
        progress.stop();
        const cost = { elapsedS: elapsedS(clock), peakRssBytes: peakRssBytes() };
        const text = args.flag("json") ? `${twiceJson(scenario.scenario, result, cost)}\n` : twiceText(result, cost);
        print(text);
        if (result.finding !== null) code = exitCodes.invariant;
      } finally {
        progress.stop();
      }
      if (interrupt.requested) return code === exitCodes.ok ? interrupt.exitCode : code;
    }
    return code;
  } finally {
    work.end();
  }
}
