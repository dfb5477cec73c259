import { type ExitCode, exitCodes } from "./terminal/exit-codes.js";
import { releaseFolders } from "../output/result-folder.js";
import { reportFailure } from "./terminal/failure.js";
import { lossOfWords, tell } from "./terminal/words.js";

/** Carries out a command as this process: what it throws is reported, and the exit code says how it went. */
export async function runProgram(command: () => Promise<ExitCode>): Promise<void> {
  // What ends before the command has said how it went has not gone well.
  process.exitCode = exitCodes.unforeseen;
  process.once("exit", releaseFolders);
  // Only at the very end is it known whether the last words were heard.
  process.once("exit", (code) => {
    const loss = lossOfWords();
    if (loss === undefined) return;
    tell(`orrery: standard output could not be written (${loss})\n`);
    if (code === exitCodes.ok) process.exitCode = exitCodes.unforeseen;
  });
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = await reportFailure(error);
  }
}
