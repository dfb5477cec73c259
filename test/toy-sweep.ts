/**
 * `orrery sweep` of the toy model in a process of its own, for tests that kill it: says `ready` when everything is
 * loaded, and begins when a line comes in. With a number on the line it kills itself at that call of the file system.
 */
import { once } from "node:events";
import { parseArguments } from "../sim/cli/arguments.js";
import { sweepCommand, sweepFile } from "../sim/cli/commands/sweep.js";
import { files } from "../sim/files/file-system.js";
import { toyModel } from "./toy-model.js";

const args = await parseArguments("sweep", sweepCommand, process.argv.slice(2));
if (args === undefined) throw new Error("expected arguments");
process.stdout.write("ready\n");
const [line] = (await once(process.stdin, "data")) as [Buffer];
process.stdin.destroy();
const last = line.toString().trim();
if (last !== "go") killAtCall(Number(last));
process.exitCode = await sweepFile(toyModel, args);

type Call = (...args: never[]) => unknown;

/** The process ends at its n-th call, counted from 0, as at a power cut: nothing of it is done, and nothing is cleared up. */
function killAtCall(n: number): void {
  let calls = 0;
  const counted = Object.entries(files as Record<string, Call>).map(([name, call]) => {
    const wrapped = (...words: never[]): unknown => {
      if (calls++ === n) process.kill(process.pid, "SIGKILL");
      return call(...words);
    };
    return [name, wrapped] as const;
  });
  Object.assign(files, Object.fromEntries(counted));
}
