import { isFileFailure, reasonOf } from "../files/file-system.js";
import { UsageError } from "./command.js";
import { messages } from "./terminal/messages.js";

/** For commands that only read, or write one file: what the system refuses is bad usage, and nothing was written. */
export async function refusingFiles<Result>(action: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (!isFileFailure(error)) throw error;
    throw new UsageError(messages.fileFailed(error.path ?? error.syscall, reasonOf(error)));
  }
}
