import { existsSync, statSync } from "node:fs";
import { UsageError } from "../../../sim/cli/command.js";
import { unreadable } from "../../../sim/files/unreadable-result.js";
import { recoverResult } from "../../../sim/output/result-folder.js";
import { messages } from "../texts/messages.js";

/**
 * For commands that read the results of a run: puts right what a killed run has left there. Throws `UsageError` or
 * `UnreadableResult` where no folder is.
 */
export function openRunFolder(folder: string): void {
  recoverResult(folder);
  if (!existsSync(folder)) throw unreadable.notThere(folder);
  if (!statSync(folder).isDirectory()) throw new UsageError(messages.notAFolder(folder));
}
