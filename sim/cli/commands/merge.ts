import { dirname, join } from "node:path";
import { partFlag } from "../../experiment/sweep/part-flag.js";
import { scenarioName } from "../../output/leftovers.js";
import { startRunClock } from "../../output/manifest.js";
import { messages as outputMessages } from "../../output/messages.js";
import { type ClaimedFolder, claimResultFolder } from "../../output/result-folder.js";
import { joinParts, PartsError } from "../../output/sweep-part.js";
import type { WrittenSweep } from "../../output/write-sweep.js";
import { type Arguments, type Command, UsageError } from "../command.js";
import { type ExitCode, exitCodes } from "../terminal/exit-codes.js";
import { loadSweep } from "../load.js";
import { reportOption, tellNotDrawn, wantsReport } from "../report-option.js";
import { writeWhole } from "../run-sweep.js";
import { messages } from "../terminal/messages.js";
import type { Model, ScenarioBasics } from "../../experiment/model.js";
import { mergeText } from "../terminal/sweep-report.js";
import { print } from "../terminal/output-streams.js";

/** `orrery merge`: the parts of a sweep in, the whole out. */
export const mergeCommand: Command = {
  usage: "merge DIR...",
  about:
    `Joins the parts that \`orrery sweep --${partFlag} i/n\` wrote, on one machine or several, to the results of the whole sweep: ` +
    `the same bytes as without --${partFlag}, but for manifest.json. Refuses parts that are missing, doubled or of another sweep.`,
  options: {
    out: { type: "string", requiresArg: true, describe: "folder of the whole" },
    force: { type: "boolean", describe: "replace earlier results" },
    parquet: { type: "boolean", describe: "also write both tables as Parquet files" },
    ...reportOption,
    json: { type: "boolean", describe: "print one JSON object on standard output" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: ["orrery merge part1 part2 part3 --out whole"],
  run: async (args, program) =>
    mergeParts(await program.loadModel(args.words.map((folder) => join(folder, scenarioName))), args),
};

/** Throws `PartsError`, `UsageError` or `ResultFolderError` before anything is written. */
export async function mergeParts<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  args: Arguments,
): Promise<ExitCode> {
  if (args.words.length === 0) throw new UsageError(messages.needsParts());
  const folder = args.text("out");
  if (folder === undefined) throw new UsageError(messages.needsOut());
  const claim = claimResultFolder({ folder, force: args.flag("force") });
  try {
    const merged = await mergeInto(claim, model, args);
    print(
      args.flag("json")
        ? `${JSON.stringify({ ...merged.summary, folder })}\n`
        : mergeText(folder, args.words.length, merged),
    );
    return tellNotDrawn(merged.missing) ? exitCodes.ok : exitCodes.unforeseen;
  } finally {
    claim.release();
  }
}

async function mergeInto<Scenario extends ScenarioBasics>(
  folder: ClaimedFolder,
  model: Model<Scenario>,
  args: Arguments,
): Promise<WrittenSweep> {
  const clock = startRunClock();
  const { resolvedYaml, resolvedPath, grid, cells } = joinParts(args.words);
  const { scenario, parameters, grid: swept } = loadSweep(model, resolvedPath, args);
  if (swept.points !== grid.points || swept.replications !== grid.replications)
    throw new PartsError(outputMessages.partDamaged(dirname(resolvedPath), "part.json"));
  const whole = {
    folder,
    resolvedYaml,
    scenario,
    results: { grid, parameters, cells },
    interrupted: false,
    parquet: args.flag("parquet"),
    manifestFacts: { clock, commandLine: ["orrery", ...process.argv.slice(2)], interrupted: false },
  };
  return writeWhole(model, whole, { hasReport: wantsReport(args), interrupt: { requested: false } });
}
