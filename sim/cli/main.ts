#!/usr/bin/env node
/**
 * The command line. Commands and libraries are loaded when they are needed: `orrery --version` loads none.
 */
import { commands } from "./commands.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { reportFailure } from "./failure.js";

async function main(typed: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = typed;
  if (name === "--version" || name === "-v") {
    const { codeVersion } = await import("../output/code-version.js");
    const { version, codeHash } = codeVersion();
    process.stdout.write(`orrery ${version} (code ${codeHash.slice(0, 8)})\n`);
    return exitCodes.ok;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const { helpText } = await import("./help.js");
    (name === undefined ? process.stderr : process.stdout).write(helpText());
    return name === undefined ? exitCodes.usage : exitCodes.ok;
  }
  const entry = commands.find((candidate) => candidate.name === name);
  if (entry === undefined) {
    const [{ messages }, { UsageError }] = await Promise.all([import("./messages.js"), import("./command.js")]);
    throw new UsageError(
      messages.unknownCommand(
        name,
        commands.map((command) => command.name),
      ),
    );
  }
  const [command, { parseArguments }] = await Promise.all([entry.load(), import("./arguments.js")]);
  const parsed = await parseArguments(name, command, rest);
  return parsed === undefined ? exitCodes.ok : await command.run(parsed);
}

// A reader that has seen enough (`orrery plan … | head`) closes the pipe; that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(exitCodes.ok);
});

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  async (error: unknown) => (process.exitCode = await reportFailure(error)),
);
