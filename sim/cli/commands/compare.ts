import { basename, dirname, join } from "node:path";
import { defaultPairs } from "../../experiment/compare/pair-counts.js";
import type { ReadyComparison } from "../../experiment/compare/ready-comparison.js";
import type { Model, ScenarioBasics } from "../../experiment/model.js";
import type { Pool } from "../../experiment/pool/pool.js";
import { poolFor, workersFor } from "../../experiment/pool/worker-count.js";
import { type ClaimedFolder, claimResultFolder } from "../../output/result-folder.js";
import type { Arguments, Command } from "../command.js";
import { comparedOptions, comparedSides, questionTyped } from "../compared-sides.js";
import { scenarioOptions } from "../load.js";
import { replayOfSide, reportedComparison } from "../replay.js";
import { reportOption, tellNotDrawn, wantsReport } from "../report-option.js";
import { runCompare } from "../run-compare.js";
import { folderOf, hash8Of } from "../run-scenario.js";
import { compareHead, compareJson, compareText } from "../terminal/compare-report.js";
import { type ExitCode, exitCodes } from "../terminal/exit-codes.js";
import { agreeToWork, longWorkOption, togetherS } from "../long-work.js";
import { messages } from "../terminal/messages.js";
import { print, printHead, printNote } from "../terminal/output-streams.js";
import { watchWork } from "../terminal/watched-work.js";
import { workersOption, workersTyped } from "../workers.js";

/** `orrery compare`: what one scenario has otherwise than another, and how sure that is. */
export const compareCommand: Command = {
  usage: "compare A [B]",
  about:
    "Compares two scenarios, or one with itself under other values (--set, --switch): replications of both run in pairs on the " +
    "same random numbers, and each metric gets the mean of its differences, an interval and a verdict. Writes tables, a picture " +
    "and a page to send to results/, or to --out DIR.",
  options: {
    ...scenarioOptions,
    replications: {
      type: "string",
      requiresArg: true,
      describe: `how many pairs (default: as the scenario says, or ${defaultPairs} where it says one)`,
    },
    set: {
      type: "string",
      requiresArg: true,
      array: true,
      describe: "another value for the second side (with two FILEs: for both): --set operators[0].count=5",
    },
    ...comparedOptions,
    ...workersOption,
    out: { type: "string", requiresArg: true, describe: "folder of the results" },
    force: { type: "boolean", describe: "replace earlier results" },
    parquet: { type: "boolean", describe: "also write both tables as Parquet files" },
    ...reportOption,
    ...longWorkOption,
    json: { type: "boolean", describe: "print one JSON object on standard output" },
    quiet: { type: "boolean", describe: "no progress" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: [
    "orrery compare a.yaml b.yaml --replications 20",
    "orrery compare my.yaml --set operators[0].count=500 --equivalent '1 %'",
  ],
  run: async (args, program) => compareFiles(await program.loadModel(args.words), args),
};

/** Everything is checked before anything runs: both sides, what is asked of them, the folder. */
export async function compareFiles<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  args: Arguments,
): Promise<ExitCode> {
  const typed = workersTyped(args);
  const ready = comparedSides(model, args);
  const question = questionTyped(args, ready);
  const { a, b, otherSeed } = ready;
  const folder = args.text("out") ?? folderOfComparison(ready);
  const json = args.flag("json");
  const quiet = args.flag("quiet");
  const memoryBytes = Math.max(a.plan.memoryBytes, b.plan.memoryBytes);
  const workers = workersFor(typed, 2 * question.pairs, { memoryBytes });
  const secondsEach = (a.plan.seconds / a.plan.replications + b.plan.seconds / b.plan.replications) / 2;
  await agreeToWork(togetherS(secondsEach, 2 * question.pairs, workers), args);
  const work = watchWork();
  const { interrupt } = work;
  let pool: Pool | undefined;
  let claim: ClaimedFolder | undefined;
  try {
    claim = claimResultFolder({ folder, force: args.flag("force") });
    const head = `${compareHead(ready, question)}\n`;
    printHead(head, { json, quiet });
    if (otherSeed !== undefined && !quiet) printNote(`${messages.otherSeed(otherSeed, a.scenario.seed)}\n`);
    const progress = await work.begin(quiet);
    pool = poolFor(model.worker, workers);
    const { seed } = a.scenario;
    const replays = {
      a: replayOfSide(a.file, args, { seed, isChanged: args.words.length > 1 }),
      b: replayOfSide(b.file, args, { seed, isChanged: true }),
    };
    const finished = await runCompare(model, ready, {
      folder: claim,
      question,
      replayOf: (side, replication) => replays[side](replication),
      commandLine: ["orrery", ...process.argv.slice(2)],
      reportedCommand: wantsReport(args) ? reportedComparison(args, question.pairs) : undefined,
      parquet: args.flag("parquet"),
      progress,
      interrupt,
      pool,
    });
    print(json ? `${compareJson(finished)}\n` : compareText(finished));
    const isWhole = tellNotDrawn(finished.missing);
    if (interrupt.requested) return interrupt.exitCode;
    return isWhole ? exitCodes.ok : exitCodes.unforeseen;
  } finally {
    claim?.release();
    work.end();
    await pool?.close();
  }
}

/** Beside the results of A, under the names of both sides. */
function folderOfComparison({ a, b }: ReadyComparison<ScenarioBasics>): string {
  const of = folderOf(a);
  return join(dirname(of), `${basename(of)}-against-${hash8Of(b.resolvedYaml)}`);
}
