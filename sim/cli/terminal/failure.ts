import { type ExitCode, exitCodes } from "./exit-codes.js";
import { printNote } from "./output-streams.js";

/** Says on standard error why the command stopped, and gives the exit code that says the same. */
export async function reportFailure(error: unknown): Promise<ExitCode> {
  const [
    { UsageError },
    { ScenarioErrors },
    folders,
    { PartsError },
    { InvariantError },
    failures,
    { messages },
    { isFileFailure, reasonOf },
    { UnreadableResult },
    { SnapshotRefusal },
    { RunRefusal },
    { ExitRefusal },
  ] = await Promise.all([
    import("../command.js"),
    import("../../experiment/ready-scenario.js"),
    import("../../output/result-folder.js"),
    import("../../output/sweep-part.js"),
    import("../../kernel/invariants.js"),
    import("../../experiment/failure.js"),
    import("./messages.js"),
    import("../../files/file-system.js"),
    import("../../files/unreadable-result.js"),
    import("../../experiment/snapshot/refusal.js"),
    import("../../units/run-refusal.js"),
    import("../../experiment/exit-guard.js"),
  ]);
  const { ResultFolderError } = folders;
  const usersOwn = [
    UsageError,
    ScenarioErrors,
    ResultFolderError,
    PartsError,
    UnreadableResult,
    SnapshotRefusal,
    RunRefusal,
  ];
  if (error instanceof Error && usersOwn.some((kind) => error instanceof kind)) {
    tellLine(error.message);
    return exitCodes.usage;
  }
  if (error instanceof ExitRefusal) {
    tellLine(messages.exitRefused([error.message, ...innermostCalls(error.stack ?? "")].join("\n")));
    return exitCodes.usage;
  }
  if (error instanceof folders.ResultsNotWritten) {
    tellLine(error.message);
    return exitCodes.unforeseen;
  }
  const record = failures.recordOf(error);
  if (record.kind === "memory") {
    tellLine(record.text);
    return exitCodes.unforeseen;
  }
  if (isFileFailure(error)) {
    tellLine(messages.fileFailed(error.path ?? error.syscall, reasonOf(error)));
    return exitCodes.unforeseen;
  }
  if (error instanceof InvariantError) {
    tellLine(messages.invariant(error.message));
    return exitCodes.invariant;
  }
  if (error instanceof failures.ReplicationFailure) {
    const { kind, replay, message, stack = "" } = error;
    if (kind === "invariant") {
      tellLine(messages.invariant(message));
      return exitCodes.invariant;
    }
    if (kind === "files") {
      tellLine(message);
      return exitCodes.unforeseen;
    }
    if (kind === "refused") {
      tellLine(message);
      tellLine(messages.replay(replay));
      return exitCodes.usage;
    }
    tellLine(kind === "memory" ? message : messages.unforeseen([message, ...innermostCalls(stack)].join("\n")));
    tellLine(messages.replay(replay));
    return exitCodes.unforeseen;
  }
  tellLine(messages.unforeseen(shortTrace(error)));
  return exitCodes.unforeseen;
}

const tellLine = (text: string): boolean => printNote(`${text}\n`);

/** The message and the innermost calls: enough to find the place. */
function shortTrace(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [`${error.name}: ${error.message}`, ...innermostCalls(error.stack ?? "")].join("\n");
}

const innermostCalls = (stack: string): string[] =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4);
