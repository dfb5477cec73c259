import { loadFile, planFor, resolvedHeader, ScenarioErrors } from "../../experiment/ready-scenario.js";
import type { Model, ScenarioBasics } from "../../experiment/model.js";
import { poolFor, workersFor } from "../../experiment/pool/worker-count.js";
import { budgetOf, cellsOf } from "../../experiment/tune/budget.js";
import { readyTune } from "../../experiment/tune/ready-tune.js";
import { type ClaimedFolder, claimResultFolder } from "../../output/result-folder.js";
import { toYaml } from "../../scenario/print.js";
import type { Plain } from "../../scenario/tree.js";
import { tuneKey, tuneLimits } from "../../scenario/tune/schema.js";
import { type Arguments, type Command, UsageError } from "../command.js";
import { fileOptions, scenarioOptions } from "../load.js";
import { agreeToWork, longWorkOption, togetherS } from "../long-work.js";
import { tellNotDrawn } from "../report-option.js";
import { folderOf } from "../run-scenario.js";
import { runTune } from "../run-tune.js";
import { prepareStore, storeOption, storeTyped } from "../store-option.js";
import { type ExitCode, exitCodes } from "../terminal/exit-codes.js";
import { messages } from "../terminal/messages.js";
import { print, printHead, printNote } from "../terminal/output-streams.js";
import { tuneHead, tuneJson, tuneText } from "../terminal/tune-report.js";
import { watchWork } from "../terminal/watched-work.js";
import { workersOption, workersTyped } from "../workers.js";

/** `orrery tune`: which parameters matter, what can be had at once, how robust that is, and on what it hangs. */
export const tuneCommand: Command = {
  usage: "tune FILE",
  about:
    "Tunes the parameters of a scenario (its tune:) for objectives under constraints. It says which parameters matter (Morris, then Sobol indices " +
    "with intervals), finds the front of what can be had at once (NSGA-II on common random numbers), runs points of it on futures that they were not found " +
    "by, and says on which figures that nobody has measured the answer hangs. Writes tables, pictures and the compromise as a scenario to " +
    "results/<scenario>/<seed>-<hash>/, or to --out DIR. Replications are kept in the store, so that a tuning that was stopped goes on where it was.",
  options: {
    budget: {
      type: "string",
      requiresArg: true,
      describe: "replications in all, about; what the file says of single parts counts no more",
    },
    ...scenarioOptions,
    ...workersOption,
    out: { type: "string", requiresArg: true, describe: "folder of the results" },
    ...storeOption("cells"),
    force: { type: "boolean", describe: "replace earlier results (cells are kept)" },
    ...longWorkOption,
    json: { type: "boolean", describe: "print one JSON object on standard output" },
    quiet: { type: "boolean", describe: "no progress" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: ["orrery tune my.yaml", "orrery tune my.yaml --budget 500 --force"],
  run: async (args, program) => tuneFile(await program.loadModel(args.words), args),
};

/** Everything is checked before anything runs: the tuning, its budget, the folder, the store. */
export async function tuneFile<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  args: Arguments,
): Promise<ExitCode> {
  const [file, ...rest] = args.words;
  if (file === undefined || rest.length > 0) throw new UsageError(messages.oneTune());
  if (args.text("replications") !== undefined) throw new UsageError(messages.replicationsOfTune());
  const typed = workersTyped(args);
  const budgetText = budgetTyped(args);
  const loaded = loadFile(model, file, fileOptions(args));
  if (!loaded.ok) throw new ScenarioErrors(loaded.errors);
  const ready = readyTune<Scenario>(model, file, loaded);
  const { scenario, tune } = ready;
  const axes = tune.axes.length;
  const { paths } = tune.words;
  const budget =
    budgetText === undefined
      ? budgetOf(tune.words.budget, axes, tune.words)
      : budgetOf(budgetText, axes, { paths: { over: paths.over } });
  const cells = cellsOf(budget, axes);
  const resolvedYaml = toYaml({ ...(loaded.written as { [key: string]: Plain }), [tuneKey]: tune.written }, [
    ...resolvedHeader(),
    `Tuned with about ${cells} replications.`,
  ]);
  const folder = args.text("out") ?? folderOf({ scenario, resolvedYaml });
  const store = storeTyped(args);
  const [json, quiet] = [args.flag("json"), args.flag("quiet")];
  const plan = planFor(model, file, scenario);
  const { memoryBytes } = plan;
  const seconds = plan.seconds / scenario.replications;
  await agreeToWork(togetherS(seconds, cells, workersFor(typed, cells, { memoryBytes })), args);
  const work = watchWork(messages.interruptedTune());
  const { interrupt } = work;
  let claim: ClaimedFolder | undefined;
  try {
    claim = claimResultFolder({ folder, force: args.flag("force") });
    prepareStore(store);
    printHead(`${tuneHead(ready, { budget, cells })}\n`, { json, quiet });
    const finished = await runTune(model, ready, {
      folder: claim,
      resolvedYaml,
      store,
      budget,
      args,
      commandLine: ["orrery", ...process.argv.slice(2)],
      progress: await work.begin(quiet),
      interrupt,
      poolFor: (count) => poolFor(model.worker, workersFor(typed, count, { memoryBytes })),
    });
    if (finished.summary === undefined) {
      printNote(`${messages.interruptedTune()}\n`);
      return interrupt.exitCode;
    }
    print(json ? `${tuneJson(finished)}\n` : tuneText(finished));
    const isDrawn = tellNotDrawn(finished.missing);
    if (interrupt.requested) return interrupt.exitCode;
    return isDrawn ? exitCodes.ok : exitCodes.unforeseen;
  } finally {
    claim?.release();
    work.end();
  }
}

/** `--budget N`. Throws `UsageError`. */
function budgetTyped(args: Arguments): number | undefined {
  const text = args.text("budget");
  if (text === undefined) return undefined;
  const cells = Number(text);
  const { minBudget, maxBudget } = tuneLimits;
  if (!/^\d{1,7}$/.test(text) || cells < minBudget || cells > maxBudget)
    throw new UsageError(messages.badBudget(text, minBudget, maxBudget));
  return cells;
}
