import { isAbsolute, relative, sep } from "node:path";
import { cellCount } from "../../experiment/sweep/grid.js";
import { partFlag } from "../../experiment/sweep/part-flag.js";
import type { Pool } from "../../experiment/pool/pool.js";
import { type ClaimedFolder, claimResultFolder } from "../../output/result-folder.js";
import { type Arguments, type Command, type Examples, generalExamples, UsageError } from "../command.js";
import { type ExitCode, exitCodes } from "../terminal/exit-codes.js";
import { loadSweep, scenarioOptions } from "../load.js";
import { agreeToWork, longWorkOption, togetherS } from "../long-work.js";
import { messages } from "../terminal/messages.js";
import type { Model, ScenarioBasics } from "../../experiment/model.js";
import { watchWork } from "../terminal/watched-work.js";
import { replayOfCell } from "../replay.js";
import { reportOption, tellNotDrawn, wantsReport } from "../report-option.js";
import { folderOf } from "../run-scenario.js";
import { sweepHead, sweepJson, sweepText } from "../terminal/sweep-report.js";
import { partTyped } from "../part-option.js";
import { runSweep } from "../run-sweep.js";
import { prepareStore, storeOption, storeTyped } from "../store-option.js";
import { poolFor, workersFor } from "../../experiment/pool/worker-count.js";
import { workersOption, workersTyped } from "../workers.js";
import { print, printHead } from "../terminal/output-streams.js";

/** Where cells are kept unless a folder is named. */

/** `orrery sweep`: every design point of a scenario, in one table. */
export const sweepCommand: Command = {
  usage: "sweep FILE",
  about:
    "Runs every design point of the scenario's sweep, with all its replications, and writes one table of estimates to " +
    "results/<scenario>/<seed>-<hash>/, or to --out DIR. What was computed before is taken from the store, so a sweep " +
    "that was stopped goes on where it was, and more points or replications cost only themselves.",
  options: {
    ...scenarioOptions,
    ...workersOption,
    [partFlag]: { type: "string", requiresArg: true, describe: "only part i of n, such as 2/3, for `orrery merge`" },
    out: { type: "string", requiresArg: true, describe: "folder of the results" },
    ...storeOption("cells"),
    force: { type: "boolean", describe: "replace earlier results (cells are kept)" },
    parquet: { type: "boolean", describe: "also write both tables as Parquet files" },
    ...reportOption,
    ...longWorkOption,
    json: { type: "boolean", describe: "print one JSON object on standard output" },
    quiet: { type: "boolean", describe: "no progress" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: [
    "orrery sweep my.yaml",
    "orrery sweep my.yaml --set 'sweep[\"report.every\"]=[1 h, 2 h]' --replications 20",
    `orrery sweep my.yaml --${partFlag} 1/2 --out part1`,
  ],
  run: async (args, program) => sweepFile(await program.loadModel(args.words), args, program.examples),
};

/** Everything is checked before anything runs: every point, the folder, the store. */
export async function sweepFile<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  args: Arguments,
  examples: Pick<Examples, "sweep" | "sweptFile"> = generalExamples,
): Promise<ExitCode> {
  const [file, ...rest] = args.words;
  if (file === undefined || rest.length > 0) throw new UsageError(messages.oneSweep(examples.sweptFile));
  const typed = workersTyped(args);
  const part = partTyped(args);
  const sweep = loadSweep(model, file, args, examples);
  const named = part === undefined ? "" : `-part-${part.index}-of-${part.count}`;
  const folder = args.text("out") ?? `${folderOf(sweep)}${named}`;
  const store = storeTyped(args);
  if (isWithin(store, folder)) throw new UsageError(messages.storeInResults(store, folder));
  const force = args.flag("force");
  const json = args.flag("json");
  const quiet = args.flag("quiet");
  const memoryBytes = sweep.points.reduce((max, { plan }) => Math.max(max, plan.memoryBytes), 0);
  const seconds = sweep.points.reduce((sum, { plan }) => sum + plan.seconds, 0);
  const cells = cellCount(sweep.grid);
  const ownCells = Math.ceil(cells / (part?.count ?? 1));
  await agreeToWork(togetherS(seconds / cells, ownCells, workersFor(typed, ownCells, { memoryBytes })), args);
  const work = watchWork();
  const { interrupt } = work;
  let pool: Pool | undefined;
  let claim: ClaimedFolder | undefined;
  try {
    claim = claimResultFolder({ folder, force });
    prepareStore(store);
    const head = `${sweepHead(sweep, part)}\n`;
    printHead(head, { json, quiet });
    const progress = await work.begin(quiet);
    const finished = await runSweep(model, sweep, {
      folder: claim,
      store,
      part,
      parquet: args.flag("parquet"),
      replayOf: replayOfCell(file, args, sweep.parameters, (point) => sweep.points[point].seed),
      commandLine: ["orrery", ...process.argv.slice(2)],
      progress,
      interrupt,
      hasReport: wantsReport(args),
      poolFor: (cells) => (pool = poolFor(model.worker, workersFor(typed, cells, { memoryBytes }))),
    });
    print(json ? `${sweepJson(finished)}\n` : sweepText(finished));
    const isDrawn = tellNotDrawn(finished.missing);
    if (finished.interrupted) return interrupt.exitCode;
    return isDrawn ? exitCodes.ok : exitCodes.unforeseen;
  } finally {
    claim?.release();
    work.end();
    await pool?.close();
  }
}

/** Whether a path is that of a folder, or leads to somewhere in it. */
function isWithin(path: string, folder: string): boolean {
  const [first] = relative(folder, path).split(sep);
  return first !== ".." && !isAbsolute(first);
}
