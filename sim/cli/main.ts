#!/usr/bin/env node
/**
 * The command line. Commands and libraries are loaded when they are needed: `orrery --version` loads none.
 */
import { commands } from "./commands.js";
import { type ExitCode, exitCodes } from "./terminal/exit-codes.js";
import { runProgram } from "./program.js";
import { say, tell } from "./terminal/words.js";

async function main(typed: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = typed;
  if (name === "--version" || name === "-v") {
    const { codeVersion } = await import("../files/code-version.js");
    const { version, codeHash } = codeVersion();
    say(`orrery ${version} (code ${codeHash.slice(0, 8)})\n`);
    return exitCodes.ok;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const { helpText } = await import("./terminal/help.js");
    (name === undefined ? tell : say)(helpText());
    return name === undefined ? exitCodes.usage : exitCodes.ok;
  }
  const entry = commands.find((candidate) => candidate.name === name);
  if (entry === undefined) {
    const [{ messages }, { UsageError }] = await Promise.all([
      import("./terminal/messages.js"),
      import("./command.js"),
    ]);
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

void runProgram(() => main(process.argv.slice(2)));
