/**
 * Who writes to standard output: the command line, by `print`. What it prints may be data for a program, and code that runs meanwhile, such as a plug-in or a
 * library that it uses, has things to say as well. So whoever else asks this process for its standard output is given standard error. Threads hand on to this
 * process what is written in them, and so they need nothing of their own.
 */
import { syncBuiltinESMExports } from "node:module";
import host from "node:process";
import { stderrStream } from "./output-streams.js";

/** From now on only `print` writes to standard output. */
export function guardOutput(): void {
  const others = stderrStream();
  Object.defineProperty(host, "stdout", { configurable: true, enumerable: true, get: () => others });
  // Those who import the stream by its name.
  syncBuiltinESMExports();
}
