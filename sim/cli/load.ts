/** Options of the command line that change what a scenario says, and how they reach the loader. */
import { statSync } from "node:fs";
import { type FileOptions, loadFile, ScenarioErrors } from "../experiment/ready-scenario.js";
import type { Model, ScenarioBasics } from "../experiment/model.js";
import { type ReadySweep, readySweep } from "../experiment/sweep/ready-sweep.js";
import type { Override } from "../scenario/override.js";
import { type Arguments, type CommandOptions, type Examples, generalExamples, UsageError } from "./command.js";
import { messages } from "./terminal/messages.js";

/** Options that change what a scenario says. */
export const scenarioOptions: CommandOptions = {
  seed: { type: "string", requiresArg: true, describe: "another seed: a number or a phrase" },
  replications: { type: "string", requiresArg: true, describe: "how many runs with other random numbers" },
  fidelity: { type: "string", requiresArg: true, describe: "how finely time is simulated" },
  horizon: { type: "string", requiresArg: true, describe: "simulated time, for example '30 d'" },
  set: { type: "string", requiresArg: true, array: true, describe: "another value: --set operators[0].count=5" },
  root: {
    type: "string",
    requiresArg: true,
    describe: "folder that `extends` may reach (default: that of the project)",
  },
};

/** What was typed, as the loader takes it. Throws `UsageError` for a `--root` that is no folder. */
export const fileOptions = (args: Arguments): FileOptions => ({ overrides: overridesOf(args), root: rootTyped(args) });

/** Loads the sweep of a file. Throws `UsageError` if it has none, else as `readySweep` does. */
export function loadSweep<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  file: string,
  args: Arguments,
  { sweep: example }: Pick<Examples, "sweep"> = generalExamples,
): ReadySweep<Scenario> {
  const loaded = loadFile(model, file, fileOptions(args));
  if (!loaded.ok) throw new ScenarioErrors(loaded.errors);
  if (loaded.sweep === undefined) throw new UsageError(messages.noSweep(file, example));
  return readySweep(model, file, { ...loaded, sweep: loaded.sweep });
}

/** `--root DIR`. Throws `UsageError` unless that is a folder. */
function rootTyped(args: Arguments): string | undefined {
  const root = args.text("root");
  if (root !== undefined && statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(messages.noRoot(root));
  return root;
}

/** `--set` first, so that `--seed` and its like have the last word. */
function overridesOf(args: Arguments): Override[] {
  const named = ["seed", "replications", "fidelity", "horizon"].flatMap((name) => {
    const text = args.text(name);
    return text === undefined ? [] : [{ flag: `--${name}`, text: `${name}=${valueText(name, text)}` }];
  });
  return [...args.texts("set"), ...(args.settings ?? []), ...named];
}

/** A phrase may look like YAML and is none; everything else is read as a scenario file would read it. */
const valueText = (name: string, text: string): string =>
  name === "seed" && !/^\d+$/.test(text) ? JSON.stringify(text) : text;
