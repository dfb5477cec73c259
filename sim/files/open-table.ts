import { createReadStream, openSync, type ReadStream, statSync } from "node:fs";
import { unreadable } from "./unreadable-result.js";

/**
 * Opens a table of a run. Throws at once where it cannot be read, before anybody waits for its lines: a stream says so
 * later, past whoever reads it through another one. What is no file, such as a folder or a pipe, is an `UnreadableResult`.
 */
export function openTable(file: string): ReadStream {
  if (!statSync(file).isFile()) throw unreadable.damaged(file, "it is no file");
  return createReadStream(file, { fd: openSync(file, "r") });
}
