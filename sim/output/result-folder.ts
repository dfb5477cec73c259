import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { messages } from "./messages.js";

/** Text, bytes, or text in pieces; written as UTF-8. */
export type FileContent = string | Uint8Array | Iterable<string>;

/** A file that was written: where in the folder (with "/"), how long, and its SHA-256 in hexadecimal. */
export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes one file of the folder; the path is relative, with "/". Throws on a path that leaves the folder. */
export type WriteFile = (path: string, content: FileContent) => WrittenFile;

/** The folder that a user named cannot be used; the text says what to do. */
export class ResultFolderError extends Error {
  override readonly name = "ResultFolderError";
}

/** The name of the file that marks a folder as the result of a run. */
export const manifestName = "manifest.json";

/**
 * Throws `ResultFolderError` if results may not go to this folder: it holds files and `force` is not given, or, with
 * `force`, files that no run has written. Ask before a run, so that an hour of simulation is not lost to a name.
 */
export function checkResultFolder({ folder, force }: { readonly folder: string; readonly force: boolean }): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new ResultFolderError(messages.folderIsAFile(folder));
  const names = readdirSync(folder);
  if (names.length === 0) return;
  if (!force) throw new ResultFolderError(messages.folderHasFiles(folder));
  if (!names.includes(manifestName)) throw new ResultFolderError(messages.folderIsNotAResult(folder));
}

/**
 * Makes a folder whole or not at all. `writeFiles` writes into a temporary folder beside it, which takes the folder's
 * name only when everything is there; when anything throws, neither a file nor a folder is left behind, and what `force`
 * would have replaced is as it was.
 */
export function writeResultFolder<Result>(
  { folder, force }: { readonly folder: string; readonly force: boolean },
  writeFiles: (write: WriteFile) => Result,
): Result {
  checkResultFolder({ folder, force });
  const target = existsSync(folder) ? realpathSync(folder) : resolve(folder);
  const parent = dirname(target);
  const firstMade = makeParent(folder, parent);
  let succeeded = false;
  const scratch = makeScratch(folder, target);
  try {
    // mkdtemp closes its folder to others; the one inside has the usual permissions and becomes the result.
    const fresh = join(scratch, "new");
    mkdirSync(fresh);
    const result = writeFiles((path, content) => writeInto(fresh, path, content));
    replaceFolder({ fresh, target, old: join(scratch, "old") });
    succeeded = true;
    return result;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    if (!succeeded && firstMade !== undefined) removeEmptyFolders(parent, firstMade);
  }
}

function makeParent(folder: string, parent: string): string | undefined {
  try {
    return mkdirSync(parent, { recursive: true });
  } catch (error) {
    throw new ResultFolderError(messages.folderCannotBeMade(folder, reasonOf(error)));
  }
}

function makeScratch(folder: string, target: string): string {
  try {
    return mkdtempSync(join(dirname(target), `.${basename(target)}.tmp-`));
  } catch (error) {
    throw new ResultFolderError(messages.folderCannotBeMade(folder, reasonOf(error)));
  }
}

const reasonOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

const safePath = /^(?!\.{1,2}(\/|$))[\w.-]+(\/(?!\.{1,2}(\/|$))[\w.-]+)*$/;

function writeInto(root: string, path: string, content: FileContent): WrittenFile {
  if (!safePath.test(path)) throw new Error(`not a path inside a result folder: "${path}"`);
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  const hash = createHash("sha256");
  let bytes = 0;
  const file = openSync(full, "wx");
  try {
    const pieces = typeof content === "string" || content instanceof Uint8Array ? [content] : content;
    for (const piece of pieces) {
      const data = typeof piece === "string" ? Buffer.from(piece, "utf8") : piece;
      hash.update(data);
      bytes += data.length;
      for (let written = 0; written < data.length;) written += writeSync(file, data, written);
    }
  } finally {
    closeSync(file);
  }
  return { path, bytes, sha256: hash.digest("hex") };
}

/** The only moment without a result under the name lies between two renames; if the second fails, the old one returns. */
function replaceFolder({ fresh, target, old }: { fresh: string; target: string; old: string }): void {
  const replaces = existsSync(target);
  if (replaces) renameSync(target, old);
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (replaces) renameSync(old, target);
    throw error;
  }
}

/** Removes `folder` and its parents up to `last`, as long as they are empty. */
function removeEmptyFolders(folder: string, last: string): void {
  for (let current = folder; current.length >= last.length; current = dirname(current)) {
    if (readdirSync(current).length > 0) return;
    rmdirSync(current);
  }
}
