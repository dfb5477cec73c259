/** `orrery run`, `sweep`, `merge` and `check` of the toy model, in a process of its own: for tests of how processes end. `check` checks a walk. */
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { parseArguments } from "../sim/cli/arguments.js";
import type { Arguments, Command } from "../sim/cli/command.js";
import { checkCommand, checkFiles } from "../sim/cli/commands/check.js";
import { mergeCommand, mergeParts } from "../sim/cli/commands/merge.js";
import { runCommand, runFiles } from "../sim/cli/commands/run.js";
import { sweepCommand, sweepFile } from "../sim/cli/commands/sweep.js";
import { type ExitCode, exitCodes } from "../sim/cli/terminal/exit-codes.js";
import { runProgram } from "../sim/cli/program.js";
import { print } from "../sim/cli/terminal/output-streams.js";
import { watchWork } from "../sim/cli/terminal/watched-work.js";
import { toyModel } from "./toy-model.js";
import { walkModel } from "./walk-model.js";

/** Work that keeps its thread, and every signal with it, until a file is there; then it goes on for a while. */
const stuckCommand: Command = {
  usage: "stuck FILE",
  about: "Is stuck until FILE is there.",
  options: {},
  examples: [],
  run: async ({ words: [file] }) => {
    const work = watchWork();
    const { interrupt } = work;
    await work.begin(true);
    print("stuck\n");
    while (!existsSync(file));
    for (let turns = 0; turns < 500 && !interrupt.requested; turns++) await setTimeout(10);
    print(`free, ${interrupt.requested ? "interrupted" : "not interrupted"}\n`);
    work.end();
    return interrupt.exitCode;
  },
};

type Carry = (args: Arguments) => ExitCode | Promise<ExitCode>;

const commands = new Map<string, readonly [Command, Carry]>([
  ["run", [runCommand, (args) => runFiles(toyModel, args)]],
  ["sweep", [sweepCommand, (args) => sweepFile(toyModel, args)]],
  ["stuck", [stuckCommand, (args) => stuckCommand.run(args, undefined as never)]],
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
