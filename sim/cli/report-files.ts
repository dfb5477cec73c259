/** Files that are written beside the results, where somebody types it: looked at before anything runs, and no reason to lose results in the end. */
import { dirname, resolve } from "node:path";
import { files, isFileFailure, reasonOf } from "../files/file-system.js";
import { replaceFile } from "../files/trees.js";
import { type Arguments, UsageError } from "./command.js";
import { messages } from "./terminal/messages.js";
import { printNote } from "./terminal/output-streams.js";

/** What was typed of these options, by option. Throws `UsageError` with all that is wrong. */
export function reportFilesTyped(args: Arguments, options: readonly string[]): ReadonlyMap<string, string> {
  const typed = options.flatMap((option) => {
    const file = args.text(option);
    return file === undefined ? [] : [[option, file] as const];
  });
  const wrong = typed.flatMap(([option, file], k) => {
    const same = typed.slice(0, k).find((other) => resolve(other[1]) === resolve(file));
    if (same !== undefined) return [messages.oneFileForTwo(same[0], option, file)];
    return whyNotWritten(option, file, args.words) ?? [];
  });
  if (wrong.length > 0) throw new UsageError(wrong.join("\n"));
  return new Map(typed);
}

/** Of what is known before anything is written; undefined: nothing speaks against it. */
function whyNotWritten(option: string, file: string, inputs: readonly string[]): string | undefined {
  try {
    if (files.stat(dirname(file))?.isDirectory() !== true) return messages.noReportFolder(option, file);
    const there = files.stat(file);
    if (there?.isDirectory() === true) return messages.reportIsFolder(option, file);
    if (/\.ya?ml$/i.test(file) || isInput(file, inputs)) return messages.reportIsInput(option, file);
    files.checkWritable(there === undefined || there.isFile() ? dirname(file) : file);
    return undefined;
  } catch (error) {
    if (isFileFailure(error)) return messages.reportRefused(option, file, reasonOf(error));
    throw error;
  }
}

/** Whether what stands at a path is one of the files that are read, under whatever name. */
export function isInput(file: string, inputs: readonly string[]): boolean {
  const there = files.stat(file);
  if (there === undefined) return false;
  return inputs.some((input) => {
    const read = files.stat(input);
    return read?.isFile() === true && read.dev === there.dev && read.ino === there.ino;
  });
}

/** Writes it whole, and gives the line that says where it is; undefined: it could not be written, which has been said. */
export function writeReportFile(option: string, file: string, text: string): string | undefined {
  try {
    replaceFile(file, [Buffer.from(text)]);
    return `${option.padEnd(12)} ${file}\n`;
  } catch (error) {
    if (!isFileFailure(error)) throw error;
    printNote(`${messages.reportNotWritten(option, file, reasonOf(error))}\n`);
    return undefined;
  }
}
