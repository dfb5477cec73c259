import { createReadStream, openSync, type ReadStream, statSync } from "node:fs";
import { UsageError } from "./command.js";
import { messages } from "./messages.js";

/**
 * Opens a table of a run. Throws at once where it cannot be read, before anybody waits for its lines: a stream says so
 * later, past whoever reads it through another one. What is no file, such as a folder or a pipe, is refused as `UsageError`.
 */
export function openTable(file: string): ReadStream {
  if (!statSync(file).isFile()) throw new UsageError(messages.damaged(file, "it is no file"));
  return createReadStream(file, { fd: openSync(file, "r") });
}
