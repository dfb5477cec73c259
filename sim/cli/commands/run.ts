import { type Arguments, type Command, UsageError } from "../command.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { watchInterrupt } from "../interrupt.js";
import { loadAll, scenarioOptions } from "../load.js";
import { messages } from "../messages.js";
import type { Model, ScenarioBasics } from "../model.js";
import { progressFor, type Progress } from "../progress.js";
import { replayCommand } from "../replay.js";
import { headLine, runJson, runText } from "../report.js";
import { folderOf, runScenario } from "../run.js";
import { checkResultFolder } from "../../output/result-folder.js";

/** `orrery run`: scenario files in, folders of results out. */
export const runCommand: Command = {
  usage: "run FILE...",
  about:
    "Runs scenarios and writes tables, pictures and a summary to results/<scenario>/<seed>-<hash>/, or to --out DIR.",
  options: {
    ...scenarioOptions,
    out: { type: "string", requiresArg: true, describe: "folder of the results (one FILE only)" },
    force: { type: "boolean", describe: "replace earlier results" },
    events: { type: "boolean", describe: "also write events.csv and provers.csv, for `orrery why`" },
    trace: { type: "boolean", describe: "also write every event and every draw, for `orrery diff-trace`" },
    json: { type: "boolean", describe: "print one JSON object a scenario on standard output" },
    quiet: { type: "boolean", describe: "no progress" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: [
    "orrery run scenarios/launch.yaml",
    "orrery run scenarios/launch.yaml --seed 2 --horizon '6 h' --out /tmp/launch",
    "orrery run my.yaml --set operators[0].count=500 --json",
  ],
  run: async (args) => runFiles((await import("../quilibrium.js")).quilibrium, args),
};

/** Everything is checked before anything runs: files, networks, folders. */
export async function runFiles<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  args: Arguments,
): Promise<ExitCode> {
  const files = args.words;
  if (files.length === 0) throw new UsageError(messages.needsFile("run"));
  const out = args.text("out");
  if (out !== undefined && files.length > 1) throw new UsageError(messages.oneFolder());
  const force = args.flag("force");
  const ready = loadAll(model, files, args);
  const folders = ready.map((scenario) => out ?? folderOf(scenario));
  folders.forEach((folder, k) => {
    if (folders.indexOf(folder) < k) throw new UsageError(messages.sameFolder(folder));
    checkResultFolder({ folder, force });
  });

  const json = args.flag("json");
  const quiet = args.flag("quiet");
  let progress: Progress | undefined;
  const interrupt = watchInterrupt(() => {
    // The bar hides the cursor, which must be back before a second Ctrl-C ends everything.
    progress?.stop();
    process.stderr.write(`\n${messages.interrupting()}\n`);
  });
  try {
    for (const [k, scenario] of ready.entries()) {
      const head = `${headLine(scenario.scenario)}\n`;
      if (!json) process.stdout.write(head);
      else if (!quiet) process.stderr.write(head);
      progress = await progressFor(quiet);
      try {
        const replay = replayCommand(scenario.file, args, scenario.scenario.seed);
        const commandLine = ["orrery", ...process.argv.slice(2)];
        const finished = await runScenario(model, scenario, {
          folder: folders[k],
          force,
          replay,
          events: args.flag("events"),
          trace: args.flag("trace"),
          commandLine,
          progress,
          interrupt,
        });
        process.stdout.write(json ? `${runJson(finished)}\n` : runText(finished));
      } finally {
        progress.stop();
      }
      if (interrupt.requested) return exitCodes.interrupted;
    }
    return exitCodes.ok;
  } finally {
    interrupt.release();
  }
}
