import { loadFile, resolvedHeader, ScenarioErrors } from "../../experiment/ready-scenario.js";
import type { Model, ScenarioBasics } from "../../experiment/model.js";
import { budgetOf, cellsOf } from "../../experiment/tune/budget.js";
import { readyTune } from "../../experiment/tune/ready-tune.js";
import { toYaml } from "../../scenario/print.js";
import type { Plain } from "../../scenario/tree.js";
import { tuneKey, tuneLimits } from "../../scenario/tune/schema.js";
import { type Arguments, type Command, UsageError } from "../command.js";
import { fileOptions } from "../load.js";
import { runTune } from "../run-tune.js";
import { budgetTyped, doSearchWork, searchOptions } from "../search-work.js";
import type { ExitCode } from "../terminal/exit-codes.js";
import { messages } from "../terminal/messages.js";
import { tuneHead, tuneJson, tuneText } from "../terminal/tune-report.js";
import { workersTyped } from "../workers.js";
import { counted } from "../../units/readable.js";

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
    ...searchOptions,
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
  const asked = budgetTyped(args, { min: tuneLimits.minBudget, max: tuneLimits.maxBudget });
  const loaded = loadFile(model, file, fileOptions(args));
  if (!loaded.ok) throw new ScenarioErrors(loaded.errors);
  const ready = readyTune<Scenario>(model, file, loaded);
  const { scenario, tune } = ready;
  const axes = tune.axes.length;
  const { paths } = tune.words;
  const budget =
    asked === undefined
      ? budgetOf(tune.words.budget, axes, tune.words)
      : budgetOf(asked, axes, { paths: { over: paths.over } });
  const cells = cellsOf(budget, axes);
  const resolvedYaml = toYaml({ ...(loaded.written as { [key: string]: Plain }), [tuneKey]: tune.written }, [
    ...resolvedHeader(),
    `Tuned with about ${counted(cells, "replication")}.`,
  ]);
  return doSearchWork(args, {
    model,
    file,
    scenario,
    resolvedYaml,
    cells,
    typed,
    head: tuneHead(ready, { budget, cells }),
    interrupted: messages.interruptedTune(),
    run: (settings) => runTune(model, ready, { ...settings, budget }),
    text: tuneText,
    json: tuneJson,
  });
}
