import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { files, isFileFailure, reasonOf } from "../files/file-system.js";
import { GrowingFile } from "../files/growing-file.js";
import { pidOf } from "../files/owner.js";
import { makeFolders, quietly, removeEmpty, removeTree, writeNewFile } from "../files/trees.js";
import { FolderInUse, releaseLock, takeLock } from "./folder-lock.js";
import { foreignFiles } from "./foreign-files.js";
import { type FolderPaths, pathsOf } from "./folder-paths.js";
import { clearLeftovers, hasLeftovers, isResult, removeIncomplete, removeResult } from "./leftovers.js";
import { messages } from "./messages.js";

export { manifestName } from "./leftovers.js";

/** Text or bytes, or either in pieces; text is written as UTF-8. */
export type FileContent = string | Uint8Array | Iterable<string | Uint8Array>;

/** A file that was written: where in the folder (with "/"), how long, and its SHA-256 in hexadecimal. */
export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes one file of the folder; the path is relative, with "/". Throws on a path that leaves the folder. */
export type WriteFile = (path: string, content: FileContent) => WrittenFile;

/** The folder that a user named cannot be used; the text says what to do. Exit code 2: nothing was run. */
export class ResultFolderError extends Error {
  override readonly name = "ResultFolderError";
}

/** Results could not be written after the work was done; the text says what is left of them. Exit code 1. */
export class ResultsNotWritten extends Error {
  override readonly name = "ResultsNotWritten";
}

export interface FolderRequest {
  readonly folder: string;
  /** Replace an earlier result. */
  readonly force: boolean;
}

/** A folder that is this process' to write until it is released. */
export interface ClaimedFolder {
  /** As it was named. */
  readonly folder: string;
  /**
   * Makes the folder whole or not at all: `writeFiles` writes beside it, and when everything is there, it takes the folder's
   * name. Throws `ResultsNotWritten` where the system refuses; files that were finished are then kept under another name.
   */
  fill<Result>(writeFiles: (write: WriteFile) => Result | Promise<Result>): Promise<Result>;
  /**
   * Begins a file that grows during the work and is part of what `fill` makes; gives where it stands. Undefined where the system
   * refuses: it is for those who look on, and the work goes on without.
   */
  grow(path: string, firstLine: string): string | undefined;
  /** What a file came to that grew; undefined: there is none. */
  grown(path: string): WrittenFile | undefined;
  /** Gives the folder free, and removes what was begun and not finished. */
  release(): void;
}

/** Folders to be released if the process ends early. */
const claimed = new Set<ClaimedFolder>();

/** For a process that ends wherever it stands. */
export function releaseFolders(): void {
  for (const folder of claimed) folder.release();
}

/**
 * Takes a folder for results, before the work that is to fill it: nothing is simulated for a folder that cannot be written,
 * or that another run writes. Throws `ResultFolderError`, and has then left nothing behind.
 */
export function claimResultFolder(request: FolderRequest): ClaimedFolder {
  const paths = refusing(request.folder, () => pathsOf(request.folder));
  // What is left of a killed run may be the result that is asked about.
  if (!refusing(request.folder, () => hasLeftovers(paths))) checkFolder(request, paths);
  const made = refusing(request.folder, () => makeFolders(paths.parent));
  let isLocked = false;
  const release = (): void => {
    if (isLocked) {
      quietly(() => removeTree(paths.fresh));
      releaseLock(paths);
    }
    // What comes after belongs to the next who takes the folder.
    isLocked = false;
    removeEmpty(made.splice(0));
  };
  try {
    refusing(request.folder, () => takeLock(paths));
    isLocked = true;
    clearOrRefuse(request.folder, paths);
    checkFolder(request, paths);
    refusing(request.folder, () => files.makeFolder(paths.fresh));
  } catch (error) {
    release();
    throw error;
  }
  const folder: ClaimedFolder = {
    folder: request.folder,
    fill: (writeFiles) => fill(request, paths, writeFiles),
    grow: (path, firstLine) => {
      const full = join(paths.fresh, path);
      const file = new GrowingFile(full);
      file.line(firstLine);
      file.close();
      return files.lstat(full) === undefined ? undefined : full;
    },
    grown: (path) => {
      const full = join(paths.fresh, path);
      if (files.lstat(full) === undefined) return undefined;
      const text = files.readText(full);
      return { path, bytes: Buffer.byteLength(text), sha256: createHash("sha256").update(text).digest("hex") };
    },
    release: () => {
      claimed.delete(folder);
      release();
    },
  };
  claimed.add(folder);
  return folder;
}

/**
 * Puts right what a killed run has left in the place of a result, before it is read. Whatever prevents it prevents the
 * reading as well, or does not matter.
 */
export function recoverResult(folder: string): void {
  quietly(() => {
    const paths = pathsOf(folder);
    if (!hasLeftovers(paths)) return;
    takeLock(paths);
    try {
      clearLeftovers(paths);
    } finally {
      releaseLock(paths);
    }
  });
}

/** Throws `ResultFolderError` for what the system or another process refuses. */
function refusing<Result>(folder: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof FolderInUse) {
      const lock = pathsOf(folder).lock;
      throw new ResultFolderError(
        messages.folderInUse(folder, { pid: pidOf(error.owner), lock, isKnown: error.isKnown }),
      );
    }
    if (!isFileFailure(error)) throw error;
    const isDangling = error.code === "ENOENT" && files.lstat(folder)?.isSymbolicLink() === true;
    throw new ResultFolderError(
      isDangling ? messages.folderIsDanglingLink(folder) : messages.folderCannotBeMade(folder, reasonOf(error)),
    );
  }
}

/** What cannot be cleared is named: nobody would look for it under its hidden name. */
function clearOrRefuse(folder: string, paths: FolderPaths): void {
  try {
    clearLeftovers(paths);
  } catch (error) {
    if (!isFileFailure(error)) throw error;
    throw new ResultFolderError(messages.leftoverInTheWay(folder, error.path ?? paths.old, reasonOf(error)));
  }
}

/** Whether results may go there: it is free, or empty, or `force` is given and a run has written all that is there. */
function checkFolder({ folder, force }: FolderRequest, { target, parent }: FolderPaths): void {
  refusing(folder, () => {
    const found = files.stat(target);
    if (found === undefined) return;
    if (!found.isDirectory()) throw new ResultFolderError(messages.folderIsAFile(folder));
    const names = files.list(target);
    if (names.length > 0 && !force) throw new ResultFolderError(messages.folderHasFiles(folder));
    if (names.length > 0 && !isResult(target)) throw new ResultFolderError(messages.folderIsNotAResult(folder));
    const foreign = names.length > 0 ? foreignFiles(target) : [];
    if (foreign.length > 0) throw new ResultFolderError(messages.folderHasForeign(folder, foreign));
    if (found.dev !== files.stat(parent)?.dev) throw new ResultFolderError(messages.folderIsMounted(folder));
    files.checkWritable(target);
  });
}

async function fill<Result>(
  request: FolderRequest,
  paths: FolderPaths,
  writeFiles: (write: WriteFile) => Result | Promise<Result>,
): Promise<Result> {
  let count = 0;
  const write: WriteFile = (path, content) => {
    const written = writeInto(paths.fresh, path, content);
    count++;
    return written;
  };
  try {
    const result = await writeFiles(write);
    checkFolder(request, paths);
    takeName(paths);
    return result;
  } catch (error) {
    const isRefused = error instanceof ResultFolderError;
    if (!isRefused && !isFileFailure(error)) throw error;
    const kept = count === 0 ? undefined : keepFinished(paths);
    const reason = isRefused ? error.message : messages.cannotBeWritten(request.folder, reasonOf(error));
    throw new ResultsNotWritten(messages.resultsNotWritten(reason, { count, kept }));
  }
}

const safePath = /^(?!\.{1,2}(\/|$))[\w.-]+(\/(?!\.{1,2}(\/|$))[\w.-]+)*$/;

function writeInto(root: string, path: string, content: FileContent): WrittenFile {
  if (!safePath.test(path)) throw new Error(`not a path inside a result folder: "${path}"`);
  const full = join(root, path);
  makeFolders(dirname(full));
  const hash = createHash("sha256");
  let bytes = 0;
  function* pieces(): Generator<Uint8Array> {
    for (const piece of typeof content === "string" || content instanceof Uint8Array ? [content] : content) {
      const data = typeof piece === "string" ? Buffer.from(piece, "utf8") : piece;
      hash.update(data);
      bytes += data.length;
      yield data;
    }
  }
  writeNewFile(full, pieces());
  return { path, bytes, sha256: hash.digest("hex") };
}

/** The new result takes the name. What had it before is cleared now, or at another time. */
function takeName(paths: FolderPaths): void {
  if (files.lstat(paths.target) === undefined) files.rename(paths.fresh, paths.target);
  else if (files.exchange(paths.fresh, paths.target)) quietly(() => removeResult(paths.fresh));
  else takeNameInTwoSteps(paths);
  quietly(() => removeResult(paths.old));
  quietly(() => removeIncomplete(paths.incomplete));
}

/**
 * Where the system knows no exchange there is a moment without a result under the name: if the second step fails, the old
 * one returns; if the process is killed there, the next one that looks finishes the work.
 */
function takeNameInTwoSteps({ fresh, target, old }: FolderPaths): void {
  files.rename(target, old);
  try {
    files.rename(fresh, target);
  } catch (error) {
    files.rename(old, target);
    throw error;
  }
}

/** Gives finished files a name that people see; undefined if that fails as well. */
function keepFinished({ fresh, old, target, incomplete }: FolderPaths): string | undefined {
  // Unless the old result could not return: then both wait for the next process that looks.
  if (files.lstat(target) === undefined && files.lstat(old) !== undefined) return fresh;
  try {
    removeIncomplete(incomplete);
    files.rename(fresh, incomplete);
    return incomplete;
  } catch {
    return undefined;
  }
}
