import { type ExitCode, exitCodes } from "./exit-codes.js";

/** Says on standard error why the command stopped, and gives the exit code that says the same. */
export async function reportFailure(error: unknown): Promise<ExitCode> {
  const [{ UsageError }, { ScenarioErrors }, { ResultFolderError }, { InvariantError }, { messages }] =
    await Promise.all([
      import("./command.js"),
      import("./load.js"),
      import("../output/result-folder.js"),
      import("../kernel/invariants.js"),
      import("./messages.js"),
    ]);
  if (error instanceof UsageError || error instanceof ScenarioErrors || error instanceof ResultFolderError) {
    say(error.message);
    return exitCodes.usage;
  }
  if (error instanceof InvariantError) {
    say(messages.invariant(error.message));
    return exitCodes.invariant;
  }
  say(messages.unforeseen(shortTrace(error)));
  return exitCodes.unforeseen;
}

const say = (text: string): boolean => process.stderr.write(`${text}\n`);

/** The message and the innermost calls: enough to find the place. */
function shortTrace(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const calls = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`${error.name}: ${error.message}`, ...calls.slice(0, 4)].join("\n");
}
