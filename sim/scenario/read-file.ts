import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { errorAt, type Problem, Refusal } from "./error.js";
import { limits } from "./limits.js";
import { messages } from "./messages.js";
import { nearestWord } from "./nearest.js";
import { namesShipped, shippedNames } from "./shipped.js";
import { makeSource, type SourceSpan, type Source, startOf } from "./source.js";
import { standardInput, standardInputBytes } from "./standard-input.js";

/**
 * Reads a scenario file as text. Its size is looked at first, so that a huge file costs nothing.
 * Throws `Refusal`, at `from` (where the file is named) if given.
 */
export function readSource(path: string, from?: SourceSpan & { readonly path?: string }): Source {
  const refuse = (problem: Problem): Refusal =>
    new Refusal(
      errorAt(from ?? startOf(makeSource(path, "")), from === undefined ? "" : (from.path ?? "extends"), problem),
    );
  const bytes = readBytes(path, refuse);
  if (bytes.includes(0)) throw refuse(messages.notText());
  try {
    return makeSource(path, new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw refuse(messages.notText());
  }
}

function readBytes(path: string, refuse: (problem: Problem) => Refusal): Buffer {
  try {
    if (path === standardInput.name) {
      const bytes = standardInputBytes();
      if (bytes.length > limits.fileBytes) throw refuse(messages.tooLarge(bytes.length));
      return bytes;
    }
    const file = statSync(path);
    if (!file.isFile()) throw refuse(messages.notAFile());
    if (file.size > limits.fileBytes) throw refuse(messages.tooLarge(file.size));
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw refuse(code === "ENOENT" ? missing(path) : messages.unreadable(code));
  }
}

/** A file that is not there, or a name that no shipped scenario has. */
const missing = (path: string): Problem =>
  namesShipped(path) ? messages.notShipped(path, path, shippedNames()) : messages.missingFile(nearestFile(path));

/** A file of that folder and kind with nearly that name; the extension alone makes no likeness. */
function nearestFile(path: string): string | undefined {
  try {
    const folder = dirname(path);
    const extension = extensions.find((one) => one.test(path)) ?? extensions[0];
    const names = readdirSync(folder)
      .filter((name) => extension.test(name))
      .sort(compareText);
    const stems = names.map((name) => name.replace(extension, ""));
    const near = nearestWord(basename(path).replace(extension, ""), stems);
    return near === undefined ? undefined : join(folder, names[stems.indexOf(near)]);
  } catch {
    return undefined;
  }
}

const extensions = [/\.ya?ml$/, /\.(csv|tsv|txt)$/] as const;
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
