/** `orrery run`, `sweep`, `merge` and `check` of the toy model, in a process of its own: for tests of how processes end. `check` checks a walk. */
import { parseArguments } from "../sim/cli/arguments.js";
import type { Arguments, Command } from "../sim/cli/command.js";
import { checkCommand, checkFiles } from "../sim/cli/commands/check.js";
import { mergeCommand, mergeParts } from "../sim/cli/commands/merge.js";
import { runCommand, runFiles } from "../sim/cli/commands/run.js";
import { sweepCommand, sweepFile } from "../sim/cli/commands/sweep.js";
import { type ExitCode, exitCodes } from "../sim/cli/terminal/exit-codes.js";
import { runProgram } from "../sim/cli/program.js";
import { toyModel } from "./toy-model.js";
import { walkModel } from "./walk-model.js";

type Carry = (args: Arguments) => ExitCode | Promise<ExitCode>;

const commands = new Map<string, readonly [Command, Carry]>([
  ["run", [runCommand, (args) => runFiles(toyModel, args)]],
  ["sweep", [sweepCommand, (args) => sweepFile(toyModel, args)]],
  ["merge", [mergeCommand, (args) => mergeParts(toyModel, args)]],
  ["check", [checkCommand, (args) => checkFiles(walkModel("none"), args)]],
]);

void runProgram(async () => {
  const [name, ...typed] = process.argv.slice(2);
  const [command, carryOut] = commands.get(name) ?? [];
  if (command === undefined || carryOut === undefined) throw new Error(`no toy command ${name}`);
  const args = await parseArguments(name, command, typed);
  return args === undefined ? exitCodes.ok : carryOut(args);
});
