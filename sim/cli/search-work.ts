/** What `attack` and `tune` have in common: many replications from a store, within a budget, into one folder of results. */
import type { Model, ScenarioBasics } from "../experiment/model.js";
import type { Pool } from "../experiment/pool/pool.js";
import { poolFor, workersFor } from "../experiment/pool/worker-count.js";
import { planFor } from "../experiment/ready-scenario.js";
import type { Interrupt } from "../experiment/watch.js";
import type { MissingPicture } from "../output/pictures.js";
import { type ClaimedFolder, claimResultFolder } from "../output/result-folder.js";
import { type Arguments, type CommandOptions, UsageError } from "./command.js";
import { scenarioOptions } from "./load.js";
import { agreeToWork, longWorkOption, togetherS } from "./long-work.js";
import { tellNotDrawn } from "./report-option.js";
import { folderOf } from "./run-scenario.js";
import { prepareStore, storeOption, storeTyped } from "./store-option.js";
import { type ExitCode, exitCodes } from "./terminal/exit-codes.js";
import { messages } from "./terminal/messages.js";
import { print, printHead, printNote } from "./terminal/output-streams.js";
import type { DrawnProgress } from "./terminal/progress.js";
import { watchWork } from "./terminal/watched-work.js";
import { workersOption, type workersTyped } from "./workers.js";

/** Options of both, behind their own. */
export const searchOptions: CommandOptions = {
  ...scenarioOptions,
  ...workersOption,
  out: { type: "string", requiresArg: true, describe: "folder of the results" },
  ...storeOption("cells"),
  force: { type: "boolean", describe: "replace earlier results (cells are kept)" },
  ...longWorkOption,
  json: { type: "boolean", describe: "print one JSON object on standard output" },
  quiet: { type: "boolean", describe: "no progress" },
  help: { type: "boolean", alias: "h", describe: "show this" },
};

/** What the work is given to do it with. */
export interface SearchSettings {
  readonly folder: ClaimedFolder;
  readonly resolvedYaml: string;
  /** Folder of stored cells. */
  readonly store: string;
  readonly args: Arguments;
  readonly commandLine: readonly string[];
  readonly progress: DrawnProgress;
  readonly interrupt: Interrupt;
  /** Threads for so many cells; undefined where this thread does the work. */
  readonly poolFor: (cells: number) => Pool | undefined;
}

/** What it ends with, as the terminal and `--json` show it. */
export interface FinishedSearch<Result, Summary> {
  readonly folder: string;
  readonly result: Result;
  /** Undefined: it was interrupted, and nothing was written; its cells are stored. */
  readonly summary: Summary | undefined;
  readonly missing: readonly MissingPicture[];
  readonly elapsedS: number;
  readonly peakRssBytes: number;
}

export interface SearchWork<Scenario extends ScenarioBasics, Finished> {
  readonly model: Model<Scenario>;
  readonly file: string;
  readonly scenario: Scenario;
  readonly resolvedYaml: string;
  /** Replications that it may cost, and threads that were typed. */
  readonly cells: number;
  readonly typed: ReturnType<typeof workersTyped>;
  /** What is printed before it begins, and what is said where it was interrupted. */
  readonly head: string;
  readonly interrupted: string;
  readonly run: (settings: SearchSettings) => Promise<Finished>;
  readonly text: (finished: Finished) => string;
  readonly json: (finished: Finished) => string;
  /** Writes what is asked for beside the results of one that came to its end, and says where; undefined: it could not. */
  readonly beside?: (finished: Finished) => string | undefined;
}

/** Folder and store are claimed before anything runs. Throws `UsageError`, and what the work itself does. */
export async function doSearchWork<
  Scenario extends ScenarioBasics,
  Finished extends Pick<FinishedSearch<unknown, unknown>, "summary" | "missing">,
>(args: Arguments, work: SearchWork<Scenario, Finished>): Promise<ExitCode> {
  const { model, scenario, resolvedYaml, cells, typed } = work;
  const folder = args.text("out") ?? folderOf({ scenario, resolvedYaml });
  const store = storeTyped(args);
  const [json, quiet] = [args.flag("json"), args.flag("quiet")];
  const plan = planFor(model, work.file, scenario);
  const { memoryBytes } = plan;
  const seconds = plan.seconds / scenario.replications;
  await agreeToWork(togetherS(seconds, cells, workersFor(typed, cells, { memoryBytes })), args);
  const watched = watchWork(work.interrupted);
  const { interrupt } = watched;
  let claim: ClaimedFolder | undefined;
  try {
    claim = claimResultFolder({ folder, force: args.flag("force") });
    prepareStore(store);
    printHead(`${work.head}\n`, { json, quiet });
    const finished = await work.run({
      folder: claim,
      resolvedYaml,
      store,
      args,
      commandLine: ["orrery", ...process.argv.slice(2)],
      progress: await watched.begin(quiet),
      interrupt,
      poolFor: (count) => poolFor(model.worker, workersFor(typed, count, { memoryBytes })),
    });
    if (finished.summary === undefined) {
      printNote(`${work.interrupted}\n`);
      return interrupt.exitCode;
    }
    const beside = work.beside === undefined ? "" : work.beside(finished);
    print(json ? `${work.json(finished)}\n` : `${work.text(finished)}${beside ?? ""}`);
    const isDrawn = tellNotDrawn(finished.missing);
    if (interrupt.requested) return interrupt.exitCode;
    return isDrawn && beside !== undefined ? exitCodes.ok : exitCodes.unforeseen;
  } finally {
    claim?.release();
    watched.end();
  }
}

/** `--budget N`; undefined: none was typed. Throws `UsageError`. */
export function budgetTyped(
  args: Arguments,
  { min, max }: { readonly min: number; readonly max: number },
): number | undefined {
  const text = args.text("budget");
  if (text === undefined) return undefined;
  const cells = Number(text);
  if (!/^\d{1,15}$/.test(text) || cells < min || cells > max) throw new UsageError(messages.badBudget(text, min, max));
  return cells;
}
