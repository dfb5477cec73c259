/**
 * `orrery sweep` of the toy model in a process of its own, for tests that kill it: says `ready` when everything is
 * loaded, and begins when a line comes in.
 */
import { once } from "node:events";
import { parseArguments } from "../sim/cli/arguments.js";
import { sweepCommand, sweepFile } from "../sim/cli/commands/sweep.js";
import { toyModel } from "./toy-model.js";

const args = await parseArguments("sweep", sweepCommand, process.argv.slice(2));
if (args === undefined) throw new Error("expected arguments");
process.stdout.write("ready\n");
await once(process.stdin, "data");
process.stdin.destroy();
process.exitCode = await sweepFile(toyModel, args);
