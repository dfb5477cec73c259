import type { Program } from "./command.js";
import { type ExitCode, exitCodes } from "./terminal/exit-codes.js";
import { loadedCode } from "./loaded-code.js";
import { exitNow, guardExit } from "../experiment/exit-guard.js";
import { releaseFolders } from "../output/result-folder.js";
import { reportFailure } from "./terminal/failure.js";
import { endsWithCommand } from "./terminal/interrupt.js";
import { messages } from "./terminal/messages.js";
import { guardOutput } from "./terminal/output-guard.js";
import { lostOutput, print, printNote } from "./terminal/output-streams.js";

/** Carries out a command as this process: what it throws is reported, and the exit code says how it went. */
export async function runProgram(command: () => Promise<ExitCode>): Promise<void> {
  // What ends before the command has said how it went has not gone well.
  process.exitCode = exitCodes.unforeseen;
  endsWithCommand();
  process.once("exit", releaseFolders);
  let isOver = false;
  let isFailing = false;
  process.once("exit", (code) => {
    if (!isOver && code === exitCodes.unforeseen) printNote(`${messages.endedEarly()}\n`);
  });
  // Nobody waits for what a plug-in began by itself, a timer or a promise that it gave to nobody; it may fail when all is said.
  process.on("uncaughtException", (error) => {
    if (!isFailing) void reported(error).then(exitNow);
    isFailing = isOver = true;
  });
  guardExit();
  guardOutput();
  // Only at the very end is it known whether the last words were heard.
  process.once("exit", (code) => {
    const loss = lostOutput();
    if (loss === undefined) return;
    printNote(`orrery: standard output could not be written (${loss})\n`);
    if (code === exitCodes.ok) process.exitCode = exitCodes.unforeseen;
  });
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = await reported(error);
  }
  isOver = true;
}

/** As `reportFailure`, which loads what it needs to tell failures apart: of a program that is not all there that may fail as well. */
async function reported(error: unknown): Promise<ExitCode> {
  try {
    return await reportFailure(error);
  } catch (why) {
    printNote(`${messages.notAllThere(why)}\n`);
    return exitCodes.unforeseen;
  }
}

/** Carries out what was typed. Commands and libraries are loaded when they are needed: `--version` loads none. */
export async function carryOut(program: Program, typed: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = typed;
  if (name === "--version" || name === "-v") {
    const { codeVersion } = await import("../program/code-version.js");
    const { version, codeHash } = codeVersion();
    print(`orrery ${version} (code ${codeHash.slice(0, 8)})\n`);
    return exitCodes.ok;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const { helpText } = await import("./terminal/help.js");
    (name === undefined ? printNote : print)(helpText(program));
    return name === undefined ? exitCodes.usage : exitCodes.ok;
  }
  const entry = program.commands.find((candidate) => candidate.name === name);
  if (entry === undefined) {
    const [{ messages }, { UsageError }] = await Promise.all([
      import("./terminal/messages.js"),
      import("./command.js"),
    ]);
    const known = program.commands.map((command) => command.name);
    throw new UsageError(messages.unknownCommand(name, known));
  }
  // Before any schema is made, which loading the command does.
  const { interpretSchemas } = await import("./interpret-schemas.js");
  interpretSchemas();
  const [command, { parseArguments }] = await Promise.all([loadedCode(entry.load), import("./arguments.js")]);
  const parsed = await parseArguments(name, command, rest);
  if (parsed === undefined) return exitCodes.ok;
  const loadModel: Program["loadModel"] = (files) => loadedCode(() => program.loadModel(files));
  return await command.run(parsed, { ...program, loadModel });
}
