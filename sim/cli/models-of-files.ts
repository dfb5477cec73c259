/** The model of each file that was typed, where a command takes files of several. */
import type { Model, ScenarioBasics } from "../experiment/model.js";
import { type Program, UsageError } from "./command.js";
import { messages } from "./terminal/messages.js";
import type { ModelOfFile } from "./typed-runs.js";

/** Loads the model of every file, whatever the others are of. */
export async function modelOfEach(
  files: readonly string[],
  program: Pick<Program, "loadModel">,
): Promise<ModelOfFile<ScenarioBasics>> {
  // Reached by key only, so the order of a Map never matters.
  const models = new Map<string, Model>();
  for (const file of files) models.set(file, await program.loadModel([file]));
  return (file) => models.get(file)!;
}

/** The one model that all of some files are of. Throws `UsageError` where there are several; `files` are some at least. */
export function oneModelOf<Scenario extends ScenarioBasics>(
  modelOf: ModelOfFile<Scenario>,
  files: readonly [string, ...string[]],
): Model<Scenario> {
  const model = modelOf(files[0]);
  const other = files.find((file) => modelOf(file) !== model);
  if (other !== undefined) throw new UsageError(messages.severalModels(files[0], other));
  return model;
}
