import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../../sim/cli/command.js";
import { unreadable } from "../../../sim/files/unreadable-result.js";
import { manifestOf } from "../../../sim/cli/watch/watched-run.js";
import { keeps } from "../../../sim/experiment/model.js";
import { scenarioName } from "../../../sim/output/leftovers.js";
import { recoverResult } from "../../../sim/output/result-folder.js";
import { modelOfFiles } from "../files/model-of-files.js";
import { messages } from "../texts/messages.js";

/**
 * For commands that read the results of a run: puts right what a killed run has left there. Throws `UsageError` or
 * `UnreadableResult` where no folder is, or one of other results.
 */
export async function openRunFolder(folder: string): Promise<void> {
  recoverResult(folder);
  if (!existsSync(folder)) throw unreadable.notThere(folder);
  if (!statSync(folder).isDirectory()) throw new UsageError(messages.notAFolder(folder));
  const [, command] = manifestOf(folder).commandLine ?? [];
  if (command !== undefined && others.includes(command)) throw new UsageError(messages.notOfOneRun(folder, command));
  const model = await modelOfFiles([join(folder, scenarioName)]);
  if (!keeps(model, "events")) throw new UsageError(messages.ofOtherModel(folder));
}

/** Commands that write folders of results of many runs. */
const others: readonly string[] = ["sweep", "merge", "compare", "threshold", "attack", "tune"];
